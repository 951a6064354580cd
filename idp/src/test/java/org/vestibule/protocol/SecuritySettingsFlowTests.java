package org.vestibule.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TwilioAccount;

import static org.assertj.core.api.Assertions.assertThat;

/** System settings → Security, as administrators walk through it. */
@ProtocolTest
class SecuritySettingsFlowTests {

    private static final String PAGE = "/admin/settings/security";
    private static final String SID = "AC" + "0123456789abcdef".repeat(2);
    private static final String KEY = "a-service-key-nobody-may-see";

    @Autowired
    People people;

    @Autowired
    SecuritySettingsStore settings;

    @BeforeEach
    void nothingIsOn() {
        people.twoFactor(false, true);
    }

    /** S06, S09, S10: in force at the next page view of a session opened before. */
    @Test
    void saveWhenAdministratorTurnsItOnThenOthersSeeTheLinkAtOnce() {
        Browser learner = signedIn(people.person());
        assertThat(learner.open("/account").text()).doesNotContain("Enable 2-factor authentication");
        Browser administrator = signedIn(people.administrator());

        Page saved = administrator.submit(administrator.open("/admin"), PAGE, app());

        assertThat(saved.text()).contains("Settings saved");
        assertThat(learner.open("/account").text()).contains("Enable 2-factor authentication");
    }

    /** WEB-11. */
    @Requirement("WEB-11")
    @Test
    void openWhenNoAdministratorThenForbidden() {
        Browser learner = signedIn(people.person());
        assertThat(learner.open(PAGE).status()).isEqualTo(403);
        assertThat(learner.open("/admin").status()).isEqualTo(403);
        assertThat(learner.open("/account").text()).doesNotContain("Administration");
    }

    /** Contract, section 6: a fresh proof comes between, and nothing typed is lost; SMS-14: the key is in no answer. */
    @Requirement("SMS-14")
    @Test
    void saveWhenProofIsOldThenComesBackFilledInAndKeepsTheTypedKey() {
        Browser administrator = signedIn(people.administrator());
        Page form = administrator.open(PAGE);
        people.clock().advance(Duration.ofMinutes(6));

        Page confirm = administrator.submit(form, PAGE, twilio(KEY));
        assertThat(confirm.text()).contains("Confirm that it's you");
        Page back = administrator.submit(confirm, "/login/confirm", Map.of("password", People.PASSWORD));
        assertThat(back.body()).contains(SID, "The key you typed is kept", "value=\"+1 234-567-890\"");
        people.clock().advance(Duration.ofMinutes(6));
        Page confirmAgain = administrator.submit(back, PAGE, twilio(""));
        Page backAgain = administrator.submit(confirmAgain, "/login/confirm", Map.of("password", People.PASSWORD));
        Page saved = administrator.submit(backAgain, PAGE, twilio(""));

        assertThat(saved.text()).contains("Settings saved", "does not belong to a country");
        assertThat(settings.current().twilio()).isEqualTo(new TwilioAccount(SID, KEY, "+1234567890"));
        for (Page page : new Page[] {confirm, back, confirmAgain, backAgain, saved, administrator.open(PAGE)}) {
            assertThat(page.body()).doesNotContain(KEY);
        }
    }

    /** WEB-13: two administrators saving at once. */
    @Requirement("WEB-13")
    @Test
    void saveWhenAnotherAdministratorSavedMeanwhileThenNamedAndSavedAtTheSecondTry() {
        Person other = people.administrator();
        Browser one = signedIn(people.administrator());
        Browser two = signedIn(other);
        Page formOfOne = one.open(PAGE);
        two.submit(two.open(PAGE), PAGE, app());

        Page conflict = one.submit(formOfOne, PAGE, twilio(KEY));

        assertThat(conflict.status()).isEqualTo(422);
        assertThat(conflict.text())
                .contains("These settings were changed by " + other.username() + ". Check them and save again");
        assertThat(conflict.body()).contains(SID).doesNotContain(KEY);
        assertThat(one.submit(conflict, PAGE, twilio(KEY)).text()).contains("Settings saved");
        assertThat(settings.current().offersTextMessages()).isTrue();
    }

    /** MFA-11: the three states of the switch, and the banner. */
    @Requirement("MFA-11")
    @Test
    void turnOffWhenPeopleUseItThenWhoIsAskedIsTheAdministratorsChoice() {
        people.twoFactor(true, true);
        Person learner = people.withApp();
        Browser administrator = signedIn(people.administrator());

        Page confirmation = administrator.submit(administrator.open(PAGE), PAGE, Map.of());
        assertThat(confirmation.text()).contains("Turn off 2-factor authentication?", "Keep asking users");
        Page off = administrator.submit(confirmation, PAGE + "/turn-off", Map.of("whileOff", "KEEP_ASKING"));
        assertThat(off.text()).contains("Settings saved").doesNotContain("Nobody is asked for a second factor");
        assertThat(signedIn(learner).open("/account").path()).isEqualTo("/login/second-factor");

        Page change = administrator.open(PAGE + "/turn-off");
        Map<String, String> nobody = Map.of("whileOff", "ASK_NOBODY", "confirmation", "Do not ask anyone");
        Page none = administrator.submit(change, PAGE + "/turn-off", nobody);
        assertThat(none.text()).contains("Nobody is asked for a second factor");
        assertThat(administrator.open("/account").text()).contains("Nobody is asked for a second factor");
        assertThat(signedIn(learner).open("/account").text())
                .contains("Manage 2-factor authentication")
                .doesNotContain("Nobody is asked");
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        return browser;
    }

    private static Map<String, String> app() {
        return Map.of("twoFactorEnabled", "true", "qrCodeService", "GOOGLE_AUTHENTICATOR", "smsService", "NONE");
    }

    private static Map<String, String> twilio(String key) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("twoFactorEnabled", "true");
        fields.put("qrCodeService", "NONE");
        fields.put("smsService", "TWILIO");
        fields.put("serviceSid", SID);
        fields.put("serviceKey", key);
        fields.put("servicePhone", "+1 234-567-890");
        fields.put("allowedCountries", "");
        return fields;
    }
}
