package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.mail.Mail;
import org.vestibule.mail.Mails;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.SecuritySettingsStore;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-09: a code by mail comes after the password and is no second factor. */
@Requirement("MFA-09")
@ProtocolTest
class MailCodeTests {

    private static final String SECOND = "/login/second-factor";
    private static final Pattern CODE = Pattern.compile("^[0-9]{6}$", Pattern.MULTILINE);

    @Autowired
    People people;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Mails mails;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void on() {
        people.twoFactor(true, true);
        settings.save(settings.current().withEmailService(true), people.person().id());
    }

    @AfterEach
    void off() {
        people.twoFactor(true, true);
    }

    @Test
    void signInWhenOffThenPasswordOnly() {
        off();
        Person person = people.person();
        Browser browser = people.browser();
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo("/account");
    }

    @Test
    void signInWhenOnThenCodeByMailAndTokensTellOfThePasswordOnly() {
        Person person = people.person();
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();

        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);

        assertThat(second.path()).isEqualTo(SECOND);
        assertThat(browser.open("/account").path()).isEqualTo(SECOND);
        Page end = SignIn.code(browser, second, code(person, 1));
        Lms.Answer tokens = lms.redeem(end.parameter("code"));
        assertProof(tokens);
        assertProof(lms.refresh(tokens.text("refresh_token")));
        assertThat(browser.open("/account").path()).isEqualTo("/account");
        assertThat(jdbc.sql("select count(*) from login_session where user_id = ? and factor_method is not null")
                        .param(person.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** SMS-06. */
    @Requirement("SMS-06")
    @Test
    void signInWhenOneCodeIsUsedInParallelThenOneSucceeds() throws Exception {
        Person person = people.person();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        String code = code(person, 1);

        Parallel.times(4, () -> SignIn.code(browser, second, code));

        assertThat(jdbc.sql("""
                        select count(*) from audit_event where user_id = ? and event = 'signin.mail-code.accepted'
                        """).param(person.id()).query(Integer.class).single())
                .isOne();
    }

    /** SMS-05: a code belongs to the session that asked for it. */
    @Requirement("SMS-05")
    @Test
    void signInWhenTheCodeIsOfAnotherSessionThenRefused() {
        Person person = people.person();
        Browser first = people.browser();
        SignIn.password(first, first.open("/login"), person);
        String code = code(person, 1);
        people.clock().advance(Duration.ofSeconds(61));
        Browser other = people.browser();
        Page second = SignIn.password(other, other.open("/login"), person);
        code(person, 2);

        assertThat(SignIn.code(other, second, differing(code, person)).status()).isEqualTo(422);
        assertThat(other.open("/account").path()).isEqualTo(SECOND);
    }

    /** SMS-03. */
    @Requirement("SMS-03")
    @Test
    void signInWhenTheCodeIsOlderThanFiveMinutesThenRefused() {
        Person person = people.person();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        String code = code(person, 1);
        people.clock().advance(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(SignIn.code(browser, second, code).status()).isEqualTo(422);
    }

    /** SMS-07: five wrong codes end the sign-in. */
    @Requirement("SMS-07")
    @Test
    void signInWhenFiveWrongCodesThenBackToThePassword() {
        Person person = people.person();
        Browser browser = people.browser();
        Page page = SignIn.password(browser, browser.open("/login"), person);
        String wrong = code(person, 1).equals("000000") ? "000001" : "000000";
        for (int n = 0; n < 5; n++) {
            page = SignIn.code(browser, page, wrong);
        }
        assertThat(page.text()).contains("Password");
        assertThat(browser.open("/account").path()).isEqualTo("/login");
    }

    /** SMS-08: 60 seconds, then 120; SMS-06: the newest code only. */
    @Requirement({"SMS-06", "SMS-08"})
    @Test
    void resendWhenTooEarlyThenNoMailAndLaterTheNewestCodeOnly() {
        Person person = people.person();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        String former = code(person, 1);
        assertThat(second.text()).doesNotContain("Send a new code").doesNotContain(person.username() + "@");
        people.clock().advance(Duration.ofSeconds(62));
        Page later = browser.open(SECOND);

        Page resent = browser.submit(later, SECOND + "/send", Map.of());
        String newest = code(person, 2);
        browser.submit(later, SECOND + "/send", Map.of());

        assertThat(sent(person)).isEqualTo(2);
        if (!former.equals(newest)) {
            assertThat(SignIn.code(browser, resent, former).status()).isEqualTo(422);
        }
        assertThat(SignIn.code(browser, browser.open(SECOND), newest).path()).isEqualTo("/account");
    }

    /** SMS-08: five mails an hour for a person, whichever session they are for. */
    @Requirement("SMS-08")
    @Test
    void signInWhenFiveMailsWentOutWithinAnHourThenTheSixthWaits() {
        Person person = people.person();
        for (int number = 1; number <= 5; number++) {
            Browser browser = people.browser();
            SignIn.password(browser, browser.open("/login"), person);
            code(person, number);
            people.clock().advance(Duration.ofSeconds((60L << (number - 1)) + 1));
        }
        Browser early = people.browser();
        Page refused = SignIn.password(early, early.open("/login"), person);
        assertThat(refused.path()).isEqualTo(SECOND);
        assertThat(refused.text()).contains("You can ask for a new code in").doesNotContain("Send a new code");
        assertThat(sent(person)).isEqualTo(5);

        people.clock().advance(Duration.ofMinutes(30));
        Browser later = people.browser();
        Page second = SignIn.password(later, later.open("/login"), person);
        assertThat(SignIn.code(later, second, code(person, 6)).path()).isEqualTo("/account");
    }

    /** MFA-08, AVL-06: where mail is gone later, the page says so, and nobody gets in by the password alone. */
    @Requirement({"AVL-06", "MFA-08"})
    @Test
    void signInWhenMailIsGoneThenDeniedWithASentence() {
        Person person = people.person();
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();
        MailOutage.during(mails, () -> {
            Page second = SignIn.password(browser, browser.open(lms.authorize()), person);

            assertThat(second.path()).isEqualTo(SECOND);
            assertThat(second.text())
                    .contains("Your code cannot be mailed at present, so you cannot sign in. Ask your administrator")
                    .doesNotContain("Send a new code");
            assertThat(SignIn.code(browser, second, "123456").status()).isEqualTo(422);
            assertThat(browser.open("/account").path()).isEqualTo(SECOND);
            assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                    .isEqualTo("login_required");
        });
        assertThat(jdbc.sql("select count(*) from audit_event where user_id = ? and event = 'mail-code.failed'")
                        .param(person.id())
                        .query(Integer.class)
                        .single())
                .isOne();
        Page back = browser.submit(browser.open(SECOND), SECOND + "/send", Map.of());
        assertThat(SignIn.code(browser, back, code(person, 1)).path()).isEqualTo("/account");
    }

    /** The way out of it: somebody with a factor is not asked for a mailed code. */
    @Test
    void saveWhenMailIsGoneThenAnAdministratorWithAFactorSwitchesItOff() {
        Person admin = people.administrator();
        people.enrolApp(admin);
        String page = "/admin/settings/security";
        MailOutage.during(mails, () -> {
            Browser browser = people.browser();
            SignIn.throughApp(people, browser, page, admin);
            Map<String, String> typed =
                    Map.of("twoFactorEnabled", "true", "qrCodeService", "GOOGLE_AUTHENTICATOR", "emailService", "OFF");
            assertThat(browser.submit(browser.open(page), page, typed).text()).contains("Settings saved");
        });
        assertThat(settings.current().asksMailedCode()).isFalse();
    }

    /** MFA-10: while the set-up can be put off, a mailed code is asked, and then the page that says until when. */
    @Requirement("MFA-10")
    @Test
    void signInWhenTheGracePeriodRunsThenTheReminderFollowsTheMailedCode() {
        settings.save(
                settings.current()
                        .withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 5)),
                people.person().id());
        Person person = people.person();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/account/sessions"), person);
        assertThat(second.path()).isEqualTo(SECOND);

        Page reminder = SignIn.code(browser, second, code(person, 1));

        assertThat(reminder.path()).isEqualTo("/login/reminder");
        assertThat(reminder.text()).contains("Not now");
        assertThat(browser.open("/account/sessions").path()).isEqualTo("/account/sessions");
    }

    @Test
    void signInWhenThePersonHasAFactorThenNoMail() {
        Person person = people.withApp();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        assertThat(SignIn.code(browser, second, people.nextCode()).path()).isEqualTo("/account");
        assertThat(sent(person)).isZero();
    }

    /** MFA-10: who must use a second factor sets one up; a mailed code does not stand in. */
    @Requirement("MFA-10")
    @Test
    void signInWhenASecondFactorIsRequiredThenSetUpAndNoMail() {
        settings.save(
                settings.current()
                        .withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 0)),
                people.person().id());
        Person person = people.person();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        assertThat(browser.open("/account").path()).startsWith("/account/two-factor/");
        assertThat(sent(person)).isZero();
    }

    @Test
    void authorizeWhenMfaIsRequiredThenTheMailedCodeIsNotEnough() {
        Person person = people.person();
        Lms lms = people.lms(people.client(true, MatrixCase.MFA));
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        SignIn.code(browser, second, code(person, 1));
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isNotNull();
    }

    @Test
    void saveWhenSwitchedOnOnThePageThenInForce() {
        off();
        Person admin = people.administrator();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), admin);
        String page = "/admin/settings/security";
        Map<String, String> typed = Map.of(
                "twoFactorEnabled", "true",
                "qrCodeService", "GOOGLE_AUTHENTICATOR",
                "smsService", "NONE",
                "emailService", "ON");
        assertThat(browser.submit(browser.open(page), page, typed).text()).contains("Settings saved");
        assertThat(settings.current().asksMailedCode()).isTrue();
    }

    /** The former session's code; it could be the same number as the newest by chance. */
    private String differing(String former, Person person) {
        return former.equals(code(person, 2)) ? former.equals("000000") ? "000001" : "000000" : former;
    }

    private int sent(Person person) {
        return jdbc.sql("select count(*) from mail_code where user_id = ?")
                .param(person.id())
                .query(Integer.class)
                .single();
    }

    private String code(Person person, int number) {
        return newest(mailbox, person, number);
    }

    /** The code of the mail with this number to a person; waits for it. */
    static String newest(Mailbox mailbox, Person person, int number) {
        List<Mail> mails = Awaitility.await().until(() -> codes(mailbox, person), found -> found.size() >= number);
        Matcher code = CODE.matcher(mails.get(number - 1).body());
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private static List<Mail> codes(Mailbox mailbox, Person person) {
        return mailbox.to(person.username() + "@example.org").stream()
                .filter(mail -> mail.subject().startsWith("Your code for"))
                .toList();
    }

    private static void assertProof(Lms.Answer tokens) {
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\"]");
        assertThat(tokens.idToken().get("acr").asString()).isEqualTo(MatrixCase.SFA);
    }
}
