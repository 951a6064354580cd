package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.mail.Mail;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes are told by mail to their owner (TOTP-14, PWD-09). */
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
