package org.vestibule.protocol;

import java.util.Map;

import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;

/** The steps of a sign-in, as a person takes them. */
final class SignIn {

    private SignIn() {}

    /** Types the password on a sign-in page. */
    static Page password(Browser browser, Page loginPage, Person person) {
        return browser.submit(loginPage, "/login", Map.of("username", person.username(), "password", People.PASSWORD));
    }

    /** Types a code on a second-factor page. */
    static Page code(Browser browser, Page secondFactorPage, String code) {
        return browser.submit(secondFactorPage, "/login/second-factor", Map.of("code", code));
    }

    /** From an authorization request through password and app code to the redirect with the code. */
    static Page throughApp(People people, Browser browser, String authorize, Person person) {
        Page second = password(browser, browser.open(authorize), person);
        return code(browser, second, people.nextCode());
    }
}
