package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.mail.Mails;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.user.PasswordChanged;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-10: "An account without a factor that was unused for more than 90 days additionally needs a mailed confirmation." */
@Requirement("MFA-10")
@ProtocolTest
class DormantAccountTests {

    private static final String SECOND = "/login/second-factor";
    private static final String APP = "/account/two-factor/totp";
    private static final String SURE = "Before you set up a second factor, we make sure that it is you.";
    private static final Pattern SET_UP_CODE = Pattern.compile("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}");

    @Autowired
    People people;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Mails mails;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    private Browser browser;
    private Lms lms;

    @BeforeEach
    void start() {
        people.twoFactor(true, true);
        browser = people.browser();
        lms = people.lms(people.client());
    }

    @AfterEach
    void nobodyAgain() {
        people.twoFactor(true, true);
    }

    private void everybody() {
        settings.save(
                settings.current()
                        .withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 0)),
                people.person().id());
    }

    private Person unused(int days) {
        Person person = people.person();
        people.clock().advance(Duration.ofDays(days));
        return person;
    }

    /** With enforcement on: the password opens nothing, the mailed code the set-up, and the set-up the LMS. */
    @Test
    void setUpWhenRequiredThenTheMailedCodeComesFirst() {
        everybody();
        Person person = unused(91);

        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);

        assertThat(second.path()).isEqualTo(SECOND);
        assertThat(second.text()).contains(SURE);
        for (String closed : List.of("/account", APP, APP + "/remove", "/account/two-factor/set-up")) {
            assertThat(browser.open(closed).path()).as(closed).isEqualTo(SECOND);
        }
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("login_required");

        Page setUp = SignIn.code(browser, second, MailCodeTests.newest(mailbox, person, 1));

        assertThat(setUp.path()).isEqualTo(APP);
        assertThat(browser.get("/account").location()).startsWith("/account/two-factor/set-up?");
        Lms.Answer tokens = lms.redeem(
                SetUpForAnLmsTests.throughSetUp(people, browser, setUp).parameter("code"));
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    @Test
    void setUpWhenUsedLatelyThenThePasswordIsEnough() {
        everybody();
        Person person = unused(89);
        assertThat(SignIn.password(browser, browser.open("/account"), person).path())
                .isEqualTo(APP);
    }

    /** The state after the code lasts ten minutes and belongs to its session. */
    @Test
    void setUpWhenTheCodeWasGivenElsewhereThenIsClosed() {
        everybody();
        Person person = unused(91);
        Page second = SignIn.password(browser, browser.open("/account"), person);
        assertThat(SignIn.code(browser, second, MailCodeTests.newest(mailbox, person, 1))
                        .path())
                .isEqualTo(APP);

        Browser other = people.browser();
        assertThat(SignIn.password(other, other.open(APP), person).path()).isEqualTo(SECOND);
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(browser.open(APP).path()).isEqualTo("/login");
    }

    /** Nobody must: the password signs in as before, but sets nothing up, at no later visit either. */
    @Test
    void setUpWhenOfOnesOwnWillThenTheMailedCodeComesFirst() {
        Person person = unused(91);
        assertThat(SignIn.password(browser, browser.open("/account"), person).path())
                .isEqualTo("/account");
        Browser later = people.browser();
        SignIn.password(later, later.open("/account"), person);

        Page second = later.open(APP);

        assertThat(second.path()).isEqualTo(SECOND);
        assertThat(second.text()).contains(SURE, "Ask for it with the button below");
        Page sent = later.submit(second, SECOND + "/send", Map.of());
        Page setUp = SignIn.code(later, sent, MailCodeTests.newest(mailbox, person, 1));
        assertThat(setUp.path()).isEqualTo(APP);
        assertThat(later.open("/account").path()).isEqualTo("/account");
        assertThat(browser.open(APP).path()).isEqualTo(SECOND);
    }

    /** An LMS that needs two factors leads to the same. */
    @Test
    void setUpWhenAnLmsWantsItThenTheMailedCodeComesFirst() {
        Person person = unused(91);
        Lms strict = people.lms(people.client(true, MatrixCase.MFA));
        Page second = SignIn.password(browser, browser.open(strict.authorize()), person);
        assertThat(second.path()).isEqualTo(SECOND);
        Page sent = browser.submit(second, SECOND + "/send", Map.of());
        Page setUp = SignIn.code(browser, sent, MailCodeTests.newest(mailbox, person, 1));
        Page callback = SetUpForAnLmsTests.throughSetUp(people, browser, setUp);
        assertThat(strict.redeem(callback.parameter("code"))
                        .idToken()
                        .get("amr")
                        .toString())
                .isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
    }

    /** Without mail the page names the administrator, whose code is the only way; never the password alone. */
    @Test
    void setUpWhenThereIsNoMailThenAnAdministratorGivesTheCode() {
        everybody();
        Person person = unused(91);
        Person admin = people.administrator();
        people.enrolApp(admin);
        MailOutage.during(mails, () -> {
            Page denied = SignIn.password(browser, browser.open("/account"), person);
            assertThat(denied.text()).contains("You cannot sign in yet", "Ask your administrator");
            assertThat(browser.open(APP).text()).contains("You cannot sign in yet");

            Browser administrator = people.browser();
            String page = "/admin/users/" + person.id() + "/reset-two-factor";
            SignIn.throughApp(people, administrator, page, admin);
            Page shown = administrator.submit(
                    administrator.open(page), page, Map.of("reason", "Back from abroad, seen in person"));
            Matcher code = SET_UP_CODE.matcher(shown.text());
            assertThat(code.find()).as(shown.text()).isTrue();
            Browser back = people.browser();
            Page asked = SignIn.password(back, back.open("/account"), person);
            assertThat(asked.text()).contains("Set-up code").doesNotContain("Try another way");
            Page setUp = SignIn.code(back, asked, code.group());
            assertThat(setUp.path()).isEqualTo(APP);
            assertThat(back.submit(setUp, APP, Map.of("code", SetUpForAnLmsTests.code(people, setUp)))
                            .text())
                    .contains("Save your recovery codes");
        });
    }

    /** A password that was set by a mailed link is that confirmation. */
    @Test
    void setUpWhenThePasswordCameByMailThenIsOpen() {
        everybody();
        Person person = unused(91);
        transaction.executeWithoutResult(status -> events.publishEvent(new PasswordChanged(person.id(), null)));
        assertThat(SignIn.password(browser, browser.open("/account"), person).path())
                .isEqualTo(APP);
    }
}
