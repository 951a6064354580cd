package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may enter a device's code, how often, and who decides about it (RFC 8628 section 5; MFA-01, WEB-01). */
@Requirement({"MFA-01", "WEB-01"})
@ProtocolTest
class DevicePagesTests {

    private static final String MFA = "https://refeds.org/profile/mfa";

    @Autowired
    People people;

    private Lms lms;
    private Browser browser;
    private Person person;

    @BeforeEach
    void signedInPerson() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("grantTypes", List.of(Device.GRANT))));
        person = people.withApp();
        browser = people.browser();
        SignIn.throughApp(people, browser, "/device", person);
    }

    /** RFC 8628 section 6.1: case, dashes and spaces do not matter. */
    @Test
    void enterWhenTypedOtherwiseThenIsTheSameCode() {
        Device device = Device.begin(lms, "openid");
        String typed =
                " " + device.userCode().toLowerCase(java.util.Locale.ROOT).replace("-", " \u2013 ") + "\u00a0";

        Page confirmation = browser.submit(browser.open("/device"), "/device", Map.of("userCode", typed));

        assertThat(confirmation.text()).contains("Allow Moodle");
    }

    @Test
    void enterWhenItIsNoCodeThenSaysWhatToDoAndIsNotCounted() {
        Page entry = browser.open("/device");
        for (int i = 0; i < 7; i++) {
            Page empty = browser.submit(entry, "/device", Map.of("userCode", " "));
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.text()).contains("There is a problem", "Enter the code that your device shows");
        }
        assertThat(browser.submit(entry, "/device", Map.of("userCode", "AEIOU-<b>"))
                        .body())
                .contains("The code must be 8 letters", "AEIOU-&lt;b&gt;");
        assertThat(Device.begin(lms, "openid").enter(browser).status()).isEqualTo(200);
    }

    /** RFC 8628 section 5.1: five wrong codes in a session, ten of a person; a right one does not count. */
    @Test
    void enterWhenWrongTooOftenThenWaitsAlsoInANewSession() {
        Page entry = browser.open("/device");
        for (int i = 0; i < 5; i++) {
            Device.begin(lms, "openid").enter(browser);
            assertThat(guess(browser, entry).status()).isEqualTo(422);
        }
        Page sixth = guess(browser, entry);
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 600);
        assertThat(sixth.text()).contains("Too many incorrect codes. Try again in");
        assertThat(Device.begin(lms, "openid").enter(browser).status()).isEqualTo(429);

        Browser second = people.browser();
        Page again = SignIn.throughApp(people, second, "/device", person);
        int more = 0;
        while (guess(second, again).status() == 422) {
            more++;
        }
        assertThat(more).isLessThanOrEqualTo(5);
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(guess(second, again).status()).isEqualTo(429);
    }

    private static Page guess(Browser browser, Page entry) {
        return browser.submit(entry, "/device", Map.of("userCode", "ZZZZ-ZZZZ"));
    }

    /** AVL-03: each device that asks is a row, so one network gets so many and no more. */
    @Requirement("AVL-03")
    @Test
    void beginWhenTooManyAskThenTheyWait() {
        Lms elsewhere = lms.from("203.0.113.77");
        for (int i = 0; i < 300; i++) {
            assertThat(Device.begin(elsewhere, "openid").codes().status()).isEqualTo(200);
        }

        Answer refused = Device.begin(elsewhere, "openid").codes();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
        assertThat(Device.begin(lms, "openid").codes().status()).isEqualTo(200);
    }

    /** An address that brings the code never skips the comparison (RFC 8628 section 5.4). */
    @Test
    void openWhenTheAddressBringsTheCodeThenStillAsks() {
        Device device = Device.begin(lms, "openid");

        Page entry = browser.open("/device?user_code=" + device.userCode());

        assertThat(entry.path()).isEqualTo("/device");
        assertThat(browser.open("/device?user_code=%3Cscript%3E").body()).doesNotContain("<script>");
        people.clock().advance(Duration.ofSeconds(5));
        assertThat(device.poll().text("error")).isEqualTo("authorization_pending");
    }

    /** WEB-01, and what was entered in one session is decided in that one only. */
    @Requirement("WEB-01")
    @Test
    void decideWhenForgedOrInAnotherSessionThenNothingHappens() {
        Device device = Device.begin(lms, "openid");
        Page confirmation = device.enter(browser);

        assertThat(browser.postRaw(confirmation.path(), Map.of("decision", "allow"))
                        .status())
                .isEqualTo(403);
        Browser other = people.browser();
        SignIn.throughApp(people, other, "/device", people.withApp());
        assertThat(other.open(confirmation.path()).status()).isEqualTo(403);
        String csrf = other.open("/device").hidden("/device").get("_csrf");
        assertThat(other.postRaw(confirmation.path(), Map.of("_csrf", csrf, "decision", "allow"))
                        .status())
                .isEqualTo(403);
        assertThat(device.poll().text("error")).isEqualTo("authorization_pending");
    }

    /** MFA-01: a session that owes its second factor gets nowhere. */
    @Requirement("MFA-01")
    @Test
    void openWhenTheSecondFactorIsOwedThenLeadsThere() {
        Browser half = people.browser();
        SignIn.password(half, half.open("/device"), person);

        assertThat(half.open("/device").path()).isEqualTo("/login/second-factor");
        assertThat(half.open("/device/allowed").path()).isEqualTo("/login/second-factor");
        assertThat(half.postRaw("/device", Map.of("userCode", "BCDF-BCDF")).status())
                .isEqualTo(403);
    }

    /** OID-11: the application's own demand holds here too; whoever has no factor sets one up and comes back. */
    @Requirement("OID-11")
    @Test
    void decideWhenTheClientWantsTwoFactorsThenBothAreProvenBefore() {
        Lms strict = people.lms(people.client(Map.of("grantTypes", List.of(Device.GRANT), "requiredAcr", MFA)));
        Device device = Device.begin(strict, "openid");
        Browser without = people.browser();
        SignIn.password(without, without.open("/device"), people.person());

        Page setUp = device.enter(without);

        assertThat(setUp.path()).isEqualTo("/account/two-factor/totp");
        assertThat(setUp.body()).contains("name=\"request\"");
    }

    /** The switch is off for people who have the factor: the application asks all the same. */
    @Test
    void decideWhenOnlyTheClientAsksThenTheSecondFactorComesBetween() {
        people.twoFactor(false, false);
        Lms strict = people.lms(people.client(Map.of("grantTypes", List.of(Device.GRANT), "requiredAcr", MFA)));
        Device device = Device.begin(strict, "openid");
        Browser passwordOnly = people.browser();
        SignIn.password(passwordOnly, passwordOnly.open("/device"), person);
        Page second = device.enter(passwordOnly);
        assertThat(second.path()).isEqualTo("/login/second-factor");

        Page confirmation = SignIn.code(passwordOnly, second, people.nextCode());

        assertThat(confirmation.text()).contains("Allow Moodle");
        Device.decide(passwordOnly, confirmation, "allow");
        assertThat(device.poll().idToken().get("acr").asString()).isEqualTo(MFA);
    }

    /** Not you: somebody else signs in and begins with the code. */
    @Test
    void notYouWhenPressedThenAnotherPersonEntersTheCode() {
        Device device = Device.begin(lms, "openid");
        Page confirmation = device.enter(browser);

        Page login = browser.submit(confirmation, "/logout", Map.of());

        assertThat(login.path()).isEqualTo("/login");
        Page entry = SignIn.code(browser, SignIn.password(browser, login, people.withApp()), people.nextCode());
        assertThat(entry.path()).isEqualTo("/device");
        assertThat(browser.open(confirmation.path()).status()).isEqualTo(403);
        assertThat(device.enter(browser).status()).isEqualTo(200);
    }
}
