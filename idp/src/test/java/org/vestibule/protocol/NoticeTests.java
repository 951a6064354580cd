package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.mail.Mail;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes are told by mail to their owner (TOTP-14, PWD-09). */
@Requirement({"PWD-09", "TOTP-14"})
@ProtocolTest
class NoticeTests {

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    @Test
    void changePasswordWhenDoneThenOwnerIsTold() {
        Person person = people.person();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        browser.submit(
                browser.open("/account/password"),
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", "purple otters juggle seven lanterns"));

        Mail notice = mailbox.awaitTo(person.username() + "@example.org", "Your Vestibule password was changed");
        assertThat(notice.body())
                .contains("Hello " + person.username(), "From: 127.0.0.…", "If it was not you")
                .doesNotContain("http://localhost:9000/account", "purple otters");
        assertThat(mailbox.to(person.username() + "@example.org")).hasSize(1);
    }

    @Test
    void removeFactorWhenDoneThenOwnerIsTold() {
        Person person = people.withApp();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        SignIn.code(browser, browser.open("/login/second-factor"), people.code());
        browser.submit(browser.open("/account/two-factor/totp/remove"), "/account/two-factor/totp/remove", Map.of());

        Mail notice = mailbox.awaitTo(
                person.username() + "@example.org", "2-factor authentication was removed from your Vestibule account");
        assertThat(notice.body()).contains("Google Authenticator");
    }

    /** Only a browser that is new while others are known is news, and only once. */
    @Test
    void signInWhenBrowserIsNewThenOwnerIsToldOnce() {
        Person person = people.person();
        String address = person.username() + "@example.org";
        Browser first = people.browser();
        SignIn.password(first, first.open("/login"), person);
        assertThat(mailbox.to(address)).isEmpty();

        Browser second = people.browser();
        SignIn.password(second, second.open("/login"), person);
        second.submit(second.open("/account"), "/logout", Map.of());
        SignIn.password(second, second.open("/login"), person);

        Mail notice = mailbox.awaitTo(address, "A sign-in to your Vestibule account from a new browser");
        assertThat(notice.body())
                .contains("A browser", "From: 127.0.0.…", "This wasn’t me", "http://localhost:9000/account/activity");
        assertThat(mailbox.to(address)).hasSize(1);
        assertThat(second.open("/account/activity").text())
                .contains("You signed in with a browser that you had not used before");
    }

    /** Whoever only knows the password has not signed in. */
    @Test
    void signInWhenSecondFactorIsStillOwedThenNobodyIsToldYet() {
        Person person = people.withApp();
        String address = person.username() + "@example.org";
        Browser first = people.browser();
        SignIn.password(first, first.open("/login"), person);
        SignIn.code(first, first.open("/login/second-factor"), people.nextCode());
        Browser second = people.browser();
        SignIn.password(second, second.open("/login"), person);
        assertThat(mailbox.to(address)).isEmpty();
        SignIn.code(second, second.open("/login/second-factor"), people.nextCode());
        assertThat(mailbox.awaitTo(address, "A sign-in to your Vestibule account from a new browser"))
                .isNotNull();
    }

    /** A verified address only: an unverified one may be a stranger's. */
    @Test
    void changeWhenAddressIsNotVerifiedThenNoMail() {
        Person person = people.withClaims(Map.of());
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        SignIn.code(browser, browser.open("/login/second-factor"), people.code());
        browser.submit(browser.open("/account/two-factor/totp/remove"), "/account/two-factor/totp/remove", Map.of());
        assertThat(mailbox.to(person.username() + "@example.org")).isEmpty();
    }
}
