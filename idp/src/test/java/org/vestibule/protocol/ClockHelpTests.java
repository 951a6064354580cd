package org.vestibule.protocol;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** A phone whose clock is behind: the code stays wrong, and the page says why. */
@ProtocolTest
class ClockHelpTests {

    @Autowired
    People people;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    /** TOTP-04, TOTP-07: refused and counted as ever. */
    @Requirement({"TOTP-04", "TOTP-07"})
    @Test
    void codeWhenThreeMinutesBehindThenRefusedCountedAndExplained() {
        Browser browser = people.browser();
        Page second = secondFactor(browser, people.withApp());
        String late = Totp.code(People.TOTP_KEY, people.clock().instant().minus(Duration.ofMinutes(3)));
        Page wrong = SignIn.code(browser, second, late);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("That code is not correct", "The time on your phone is about 3 minutes behind.");
        assertThat(browser.open("/account").path()).isNotEqualTo("/account");
        Page last = wrong;
        for (int i = 0; i < 4; i++) {
            last = SignIn.code(browser, last, late);
        }
        assertThat(last.text()).contains("Too many incorrect codes");
    }

    /** A code of the future would work soon, so nobody is told that it is one. */
    @Test
    void codeWhenThreeMinutesAheadThenNotExplained() {
        Browser browser = people.browser();
        Page second = secondFactor(browser, people.withApp());
        String early = Totp.code(People.TOTP_KEY, people.clock().instant().plus(Duration.ofMinutes(3)));
        Page wrong = SignIn.code(browser, second, early);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("That code is not correct").doesNotContain("The time on your phone");
    }

    private static Page secondFactor(Browser browser, Person person) {
        return browser.submit(
                browser.open("/login"), "/login", Map.of("username", person.username(), "password", People.PASSWORD));
    }
}
