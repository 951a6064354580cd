package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** What people change about their own account. */
@ProtocolTest
class AccountFlowTests {

    private static final String NEW_PASSWORD = "purple otters juggle seven lanterns";

    @Autowired
    People people;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    /** PWD-09: other sessions end, this one goes on with a new cookie. */
    @Requirement("PWD-09")
    @Test
    void changePasswordWhenRightThenOnlyThisBrowserStaysSignedIn() {
        Person person = people.person();
        Browser here = signedIn(person);
        Browser elsewhere = signedIn(person);
        String cookie = String.valueOf(here.cookies().get("vestibule_session"));

        Page done = here.submit(
                here.open("/.well-known/change-password"),
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", NEW_PASSWORD));

        assertThat(done.text()).contains("Your password has been changed");
        assertThat(here.cookies().get("vestibule_session")).isNotEqualTo(cookie);
        assertThat(here.open("/account").path()).isEqualTo("/account");
        assertThat(elsewhere.open("/account").path()).isEqualTo("/login");
        Browser later = people.browser();
        assertThat(SignIn.password(later, later.open("/login"), person).status())
                .isEqualTo(422);
    }

    @Test
    void changePasswordWhenRefusedThenOldOneStillWorks() {
        Person person = people.person();
        Browser browser = signedIn(person);
        Page form = browser.open("/account/password");
        Page wrong = browser.submit(
                form, "/account/password", Map.of("currentPassword", "wrong", "newPassword", NEW_PASSWORD));
        assertThat(wrong.status()).isEqualTo(422);
        Page same = browser.submit(
                wrong, "/account/password", Map.of("currentPassword", People.PASSWORD, "newPassword", People.PASSWORD));
        assertThat(same.status()).isEqualTo(422);
        assertThat(signedIn(person).open("/account").path()).isEqualTo("/account");
    }

    /** TOTP-13, TOTP-15: needs both proofs, and then a password is enough, and other sessions are over. */
    @Requirement({"TOTP-13", "TOTP-15"})
    @Test
    void removeWhenLastFactorThenPasswordIsEnoughAndOtherSessionsEnd() {
        Person person = people.withApp();
        Browser here = signedInWithApp(person);
        Browser elsewhere = signedInWithApp(person);
        assertThat(here.open("/account").text())
                .contains("2-factor authentication is on: Google Authenticator", "no recovery codes yet");

        Page page = here.open("/account/two-factor/totp/remove");
        assertThat(page.text()).contains("You will sign in with your password only.");
        Page removed = here.submit(page, "/account/two-factor/totp/remove", Map.of());

        assertThat(removed.text()).contains("Google Authenticator has been removed");
        assertThat(elsewhere.open("/account").path()).isEqualTo("/login");
        assertThat(signedIn(person).open("/account").path()).isEqualTo("/account");
        assertThat(here.open("/account").text()).contains("Enable 2-factor authentication");
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        return browser;
    }

    private Browser signedInWithApp(Person person) {
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        SignIn.code(browser, second, people.nextCode());
        return browser;
    }
}
