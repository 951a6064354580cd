package org.vestibule.protocol;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.mail.Mails;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsImport;
import org.vestibule.user.PasswordChanged;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MFA-11: "Disabling a single method (e.g. SMS) leaves users who have only that method in the enrolment path with e-mail
 * confirmation, not locked out and not password-only."
 */
@Requirement("MFA-11")
@ProtocolTest
class MethodTurnedOffTests {

    private static final String SECOND = "/login/second-factor";
    private static final String APP = "/account/two-factor/totp";
    private static final String SMS = "/account/two-factor/sms";
    private static final String SURE = "Before you set up a second factor, we make sure that it is you.";
    private static final AtomicInteger NUMBERS = new AtomicInteger(100);

    @Autowired
    People people;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    SmsImport phones;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Mails mails;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JdbcClient jdbc;

    private Browser browser;
    private Lms lms;

    @BeforeEach
    void start() {
        services(QrCodeService.GOOGLE_AUTHENTICATOR, SmsService.NONE);
        browser = people.browser();
        lms = people.lms(people.client());
    }

    @AfterEach
    void appAgain() {
        people.twoFactor(true, true);
    }

    private void services(QrCodeService qr, SmsService sms) {
        people.twoFactor(true, true);
        settings.save(
                new SecuritySettings(
                        settings.current().version(),
                        true,
                        true,
                        qr,
                        sms,
                        new TwilioAccount("AC" + "0".repeat(32), "a key", "+1234567890"),
                        List.of("US"),
                        1),
                people.person().id());
    }

    private Person withPhone() {
        Person person = people.person();
        phones.addActive(Map.of(person.id(), new PhoneNumber("+1202555%04d".formatted(NUMBERS.incrementAndGet()))));
        return person;
    }

    @Test
    void signInWhenOnlyTextMessagesThenMailAndSetUpOfTheAppLeadToTheLms() {
        Person person = withPhone();

        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);

        assertThat(second.path()).isEqualTo(SECOND);
        assertThat(second.text()).contains(SURE);
        for (String closed : List.of("/account", APP, "/account/two-factor")) {
            assertThat(browser.open(closed).path()).as(closed).isEqualTo(SECOND);
        }
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("login_required");

        Page setUp = SignIn.code(browser, second, MailCodeTests.newest(mailbox, person, 1));

        assertThat(setUp.path()).isEqualTo(APP);
        assertThat(browser.get("/account").location()).startsWith("/account/two-factor/set-up?");
        Page callback = browser.submit(setUp, APP, Map.of("code", SetUpForAnLmsTests.code(people, setUp)));
        assertThat(lms.redeem(callback.parameter("code")).idToken().get("amr").toString())
                .isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");

        // nothing was deleted: with text messages on again there are two
        services(QrCodeService.GOOGLE_AUTHENTICATOR, SmsService.TWILIO);
        Browser later = people.browser();
        SignIn.password(later, later.open("/login"), person);
        assertThat(later.open(SECOND + "/methods").text()).contains("Google Authenticator", "Text message");
    }

    @Test
    void signInWhenOnlyTheAppThenMailAndSetUpOfTextMessages() {
        services(QrCodeService.NONE, SmsService.TWILIO);
        Person person = people.withApp();
        Page second = SignIn.password(browser, browser.open("/account"), person);
        assertThat(second.text()).contains(SURE);
        assertThat(SignIn.code(browser, second, MailCodeTests.newest(mailbox, person, 1))
                        .path())
                .isEqualTo(SMS);
    }

    /** MFA-09: the mail box that gave the password gives no second proof. */
    @Requirement("MFA-09")
    @Test
    void signInWhenThePasswordCameByMailThenTheAdministratorIsAsked() {
        Person person = withPhone();
        transaction.executeWithoutResult(status -> events.publishEvent(new PasswordChanged(person.id(), null)));
        assertThat(SignIn.password(browser, browser.open("/account"), person).text())
                .contains("You cannot sign in yet", "Ask your administrator");
        assertThat(browser.open(APP).text()).contains("You cannot sign in yet");
    }

    @Test
    void signInWhenThereIsNoMailThenTheAdministratorIsAsked() {
        Person person = withPhone();
        MailOutage.during(
                mails,
                () -> assertThat(SignIn.password(browser, browser.open("/account"), person)
                                .text())
                        .contains("You cannot sign in yet", "Ask your administrator"));
    }

    /** MFA-07: whoever can use the factor after all proves it. */
    @Requirement("MFA-07")
    @Test
    void setUpWhenTheMethodIsOnAgainThenIsClosed() {
        Person person = withPhone();
        Page second = SignIn.password(browser, browser.open("/account"), person);
        Page setUp = SignIn.code(browser, second, MailCodeTests.newest(mailbox, person, 1));
        services(QrCodeService.GOOGLE_AUTHENTICATOR, SmsService.TWILIO);

        Page answer = browser.submit(setUp, APP, Map.of("code", SetUpForAnLmsTests.code(people, setUp)));

        assertThat(answer.path()).isEqualTo(SECOND);
        assertThat(answer.text()).doesNotContain(SURE);
    }

    /** MFA-08: what cannot be read was not turned off by anybody. */
    @Requirement("MFA-08")
    @Test
    void signInWhenTheSettingsCannotBeReadThenNothingIsMailed() {
        services(QrCodeService.GOOGLE_AUTHENTICATOR, SmsService.TWILIO);
        Person person = withPhone();
        jdbc.sql("update security_settings set service_key = '\\x00'::bytea").update();
        try {
            assertThat(SignIn.password(browser, browser.open("/account"), person)
                            .text())
                    .contains("You cannot sign in yet");
        } finally {
            jdbc.sql("update security_settings set service_key = null, service_key_id = null, service_sid = null,"
                            + " service_phone = null, sms_service = 'none'")
                    .update();
        }
    }
}
