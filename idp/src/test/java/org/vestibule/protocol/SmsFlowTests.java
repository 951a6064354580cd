package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.demo.TwilioSimulator;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TwilioAccount;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import static org.assertj.core.api.Assertions.assertThat;

/** Text messages through the whole provider and Twilio's real library. */
@ProtocolTest
class SmsFlowTests {

    private static final String SET_UP = "/account/two-factor/sms";
    private static final String CHOOSER = "/account/two-factor/set-up";
    private static final String CODE = SET_UP + "/code";
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    @Autowired
    People people;

    @Autowired
    TwilioSimulator twilio;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LoggingSystem logging;

    private final String number = "+1202%d67".formatted(5_500_000 / 100 + NUMBERS.incrementAndGet());

    @BeforeEach
    void textMessagesAreOn() {
        service("a key");
    }

    private void service(String serviceKey) {
        people.twoFactor(true, true);
        settings.save(
                new SecuritySettings(
                        settings.current().version(),
                        true,
                        true,
                        QrCodeService.GOOGLE_AUTHENTICATOR,
                        SmsService.TWILIO,
                        new TwilioAccount("AC" + "0".repeat(32), serviceKey, "+1234567890"),
                        List.of("US"),
                        1),
                people.administrator().id());
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        assertThat(SignIn.password(browser, browser.open("/account"), person).path())
                .isEqualTo("/account");
        return browser;
    }

    private String newestCode() {
        return twilio.textsTo(number).get(0).substring(0, 6);
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private Page setUp(Browser browser) {
        Page sent = browser.submit(browser.open(SET_UP), SET_UP, Map.of("phone", number));
        assertThat(sent.path()).isEqualTo(CODE);
        return browser.submit(sent, CODE, Map.of("code", newestCode()));
    }

    @Test
    void setUpWhenWalkedThenTheSessionHasProvenATextMessage() {
        Person person = people.person();
        Browser browser = signedIn(person);
        Page ask = browser.open(SET_UP);
        assertThat(twilio.textsTo(number)).isEmpty();

        Page sent = browser.submit(ask, SET_UP, Map.of("phone", number.replace("+1202", "+1 (202) ")));
        assertThat(sent.text()).contains("Check your phone", "We sent a text message to +1 •••••67.");
        assertThat(twilio.textsTo(number))
                .singleElement()
                .asString()
                .matches("(?s)([0-9]{6}) is your Vestibule security code\\. Do not share it\\.\n\n@localhost #\\1");
        String session = browser.cookies().get("vestibule_session");

        Page wrong = browser.submit(sent, CODE, Map.of("code", wrong(newestCode())));
        assertThat(wrong.status()).isEqualTo(422);
        Page codes = browser.submit(wrong, CODE, Map.of("code", newestCode()));
        assertThat(codes.text()).contains("Save your recovery codes");
        assertThat(browser.cookies().get("vestibule_session")).isNotEqualTo(session);
        assertThat(browser.open("/account").text()).contains("2-factor authentication is on: Text message");

        Lms lms = people.lms(people.client());
        Answer tokens = lms.redeem(browser.open(lms.authorize()).parameter("code"));
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\",\"sms\",\"mfa\"]");
    }

    /** Contract, sections 4 and 6: with both services on through the chooser, and at the end to the LMS that wanted it. */
    @Test
    void setUpWhenAnLmsWantsTwoFactorsThenChooserAndNumberLeadBackToIt() {
        Lms lms = people.lms(people.client(true, "https://refeds.org/profile/mfa"));
        Browser browser = people.browser();
        Page chooser = SignIn.password(browser, browser.open(lms.authorize()), people.person());
        assertThat(chooser.text()).contains("Authentication type");
        Page ask = browser.submit(chooser, CHOOSER, Map.of("authenticationType", "sms"));
        Page sent = browser.submit(ask, SET_UP, Map.of("phone", number));
        Page codes = browser.submit(sent, CODE, Map.of("code", newestCode()));
        Page callback = browser.submit(codes, "/account/two-factor/recovery-codes/saved", Map.of("saved", "true"));

        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\",\"sms\",\"mfa\"]");
    }

    /** MFA-10: whoever must set up a second factor chooses the method, before the session can do anything else. */
    @Requirement("MFA-10")
    @Test
    void setUpWhenEverybodyMustUseOneThenTheChosenMethodEndsAtTheLms() {
        settings.save(
                settings.current()
                        .withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 0)),
                people.administrator().id());
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();
        Page chooser = SignIn.password(browser, browser.open(lms.authorize()), people.person());
        assertThat(chooser.path()).isEqualTo(CHOOSER);
        assertThat(chooser.text()).contains("You must use 2-factor authentication", "Authentication type");
        Page ask = browser.submit(chooser, CHOOSER, Map.of("authenticationType", "sms"));
        Page sent = browser.submit(ask, SET_UP, Map.of("phone", number));
        assertThat(browser.open("/account").path()).isEqualTo(CHOOSER);
        Page codes = browser.submit(sent, CODE, Map.of("code", newestCode()));
        Page callback = browser.submit(codes, "/account/two-factor/recovery-codes/saved", Map.of("saved", "true"));

        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\",\"sms\",\"mfa\"]");
    }

    /** Administrators are offered the app only (contract, section 6), so they must not end up without any way on. */
    @Test
    void setUpWhenOnlyTextMessagesAreOnThenAdministratorsSetUpTheApp() {
        settings.save(
                new SecuritySettings(
                                settings.current().version(),
                                true,
                                true,
                                QrCodeService.NONE,
                                SmsService.TWILIO,
                                new TwilioAccount("AC" + "0".repeat(32), "a key", "+1234567890"),
                                List.of("US"),
                                1)
                        .withRequirement(new FactorRequirement(FactorRequirement.Who.EVERYBODY, List.of(), null, 0)),
                people.administrator().id());
        Browser browser = people.browser();

        assertThat(SignIn.password(browser, browser.open("/account"), people.administrator())
                        .path())
                .isEqualTo("/account/two-factor/totp");
        Browser learner = people.browser();
        assertThat(SignIn.password(learner, learner.open("/account"), people.person())
                        .path())
                .isEqualTo(SET_UP);
    }

    /** Contract, section 6: a text message does not open the administration; what does leads back there. */
    @Test
    void administrationWhenItForcesASetUpThenItsEndLeadsBackThere() {
        Person person = people.person();
        Browser browser = signedIn(person);
        setUp(browser);
        jdbc.sql("insert into user_role (user_id, role) values (?, 'ADMIN')")
                .param(person.id())
                .update();
        Page app = browser.open("/admin/settings/security");
        assertThat(app.path()).isEqualTo("/account/two-factor/totp");
        Matcher key = Pattern.compile("<code id=\"key\"[^>]*>([^<]*)</code>").matcher(app.body());
        assertThat(key.find()).isTrue();
        String code = Totp.code(key.group(1).replace(" ", ""), people.clock().instant());

        Page back = browser.submit(app, "/account/two-factor/totp", Map.of("code", code));

        assertThat(back.path()).isEqualTo("/admin/settings/security");
        assertThat(back.status()).isEqualTo(200);
    }

    // ux.md, section 4; SMS-08: the password step sends one message, opening and reloading the page sends none
    @Requirement("SMS-08")
    @Test
    void signInWhenTextMessageIsTheMethodThenOneMessageAndItsCodeOpensTheDoorOnce() {
        Person person = people.person();
        setUp(signedIn(person));
        int before = twilio.textsTo(number).size();

        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/account"), person);
        assertThat(second.path()).isEqualTo("/login/second-factor");
        assertThat(second.text()).contains("We sent a text message to +1 •••••67 at ", "You can ask for a new code in");
        browser.open("/login/second-factor");
        browser.open("/login/second-factor");
        assertThat(twilio.textsTo(number)).hasSize(before + 1);
        assertThat(SignIn.code(browser, second, wrong(newestCode())).status()).isEqualTo(422);
        assertThat(SignIn.code(browser, second, newestCode()).path()).isEqualTo("/account");

        Browser other = people.browser();
        String used = newestCode();
        Page again = SignIn.password(other, other.open("/account"), person);
        if (!newestCode().equals(used)) {
            assertThat(SignIn.code(other, again, used).status()).isEqualTo(422);
        }
        assertThat(SignIn.code(other, again, newestCode()).path()).isEqualTo("/account");
    }

    // contract, section 6: a second sign-in within a running cool-down sends nothing and shows the seconds
    @Test
    void signInWhenCoolingDownThenSendsNothingAndShowsTheSeconds() {
        Person person = people.person();
        setUp(signedIn(person));
        Browser first = people.browser();
        SignIn.password(first, first.open("/account"), person);
        int before = twilio.textsTo(number).size();

        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/account"), person);
        assertThat(second.text()).contains("You can ask for a new code in");
        assertThat(twilio.textsTo(number)).hasSize(before);

        people.clock().advance(Duration.ofMinutes(1));
        Page resent = browser.submit(
                browser.open("/login/second-factor"), "/login/second-factor/send", Map.of("method", "sms"));
        assertThat(resent.text()).contains("A new code is on its way");
        assertThat(twilio.textsTo(number)).hasSize(before + 1);
        assertThat(SignIn.code(browser, resent, wrong(newestCode())).text())
                .doesNotContain("Use the code from the newest message.");
        people.clock().advance(Duration.ofMinutes(2));
        Page third = browser.submit(
                browser.open("/login/second-factor"), "/login/second-factor/send", Map.of("method", "sms"));
        assertThat(SignIn.code(browser, third, wrong(newestCode())).text())
                .contains("That code is not correct", "Use the code from the newest message.");
        assertThat(SignIn.code(browser, third, newestCode()).path()).isEqualTo("/account");
    }

    // SMS-15; contract, section 3: the simulator's numbers
    @Requirement("SMS-15")
    @ParameterizedTest
    @CsvSource({
        "a key, +12025550404, This number cannot get text messages",
        "a key, +12025550500, We could not send a text message. Try another way or try again later",
        "wrong key, +12025550133, We could not send a text message. Try another way or try again later",
        "a key, +302101234567, Enter a mobile phone number that starts with + and the country code",
        "a key, +1234567890, Enter a mobile phone number that starts with + and the country code",
        "a key, +306912345678, We do not send text messages to this country"
    })
    void setUpWhenItCannotBeSentThenSaysSoAndKeepsTheNumber(String key, String phone, String text) {
        service(key);
        Browser browser = signedIn(people.person());
        Page refused = browser.submit(browser.open(SET_UP), SET_UP, Map.of("phone", phone));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("There is a problem", text);
        assertThat(refused.body()).contains("value=\"" + phone + "\"");
        assertThat(browser.open("/account").text()).contains("Enable 2-factor authentication");
    }

    // TOTP-13, contract section 6: what was typed comes back after the fresh proof
    @Requirement("TOTP-13")
    @Test
    void setUpWhenProofHasAgedThenTheNumberComesBackAfterThePassword() {
        Browser browser = signedIn(people.person());
        Page ask = browser.open(SET_UP);
        people.clock().advance(Duration.ofMinutes(6));
        Page asked = browser.submit(ask, SET_UP, Map.of("phone", number));
        assertThat(asked.path()).isEqualTo("/login/confirm");
        assertThat(twilio.textsTo(number)).isEmpty();
        Page back = browser.submit(asked, "/login/confirm", Map.of("password", People.PASSWORD));
        assertThat(back.path()).isEqualTo(SET_UP);
        assertThat(back.body()).contains("value=\"" + number + "\"");
        assertThat(browser.submit(back, SET_UP, Map.of("phone", number)).path()).isEqualTo(CODE);
    }

    // SMS-12: the new number counts from its code on, and the old one is told
    @Requirement("SMS-12")
    @Test
    void changeWhenConfirmedThenSignInGoesToTheNewNumber() {
        Person person = people.person();
        Browser browser = signedIn(person);
        setUp(browser);
        String other = number.substring(0, 10) + "88";
        Page sent = browser.submit(browser.open(SET_UP), SET_UP, Map.of("phone", other));
        Page done = browser.submit(
                sent, CODE, Map.of("code", twilio.textsTo(other).get(0).substring(0, 6)));
        assertThat(done.text()).contains("Text messages are on", "+1 •••••88");
        assertThat(twilio.textsTo(number)).first().asString().contains("now go to another phone");

        Browser later = people.browser();
        assertThat(SignIn.password(later, later.open("/account"), person).text())
                .contains("We sent a text message to +1 •••••88 at ");
    }

    // MFA-16: a fresh proof asks for the factor too, and its message goes out with the password
    @Requirement("MFA-16")
    @Test
    void confirmWhenProofHasAgedThenPasswordSendsACodeThatLeadsBack() {
        Browser browser = signedIn(people.person());
        setUp(browser);
        people.clock().advance(Duration.ofMinutes(6));
        int before = twilio.textsTo(number).size();
        Page asked = browser.open("/account/two-factor/sms/remove");
        assertThat(asked.path()).isEqualTo("/login/confirm");
        Page second = browser.submit(asked, "/login/confirm", Map.of("password", People.PASSWORD));
        assertThat(second.text()).contains("We sent a text message to +1 •••••67 at ");
        assertThat(twilio.textsTo(number)).hasSize(before + 1);
        assertThat(SignIn.code(browser, second, newestCode()).path()).isEqualTo("/account/two-factor/sms/remove");
    }

    /** WEB-16: an operator who traces everything of Spring still sees no telephone number. */
    @Requirement("WEB-16")
    @Test
    void setUpWhenSpringIsTracedThenNoNumberIsLogged() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        Person person = people.person();
        Browser browser = signedIn(person);
        List<String> traced = List.of("org.springframework", "org.postgresql");
        traced.forEach(name -> logging.setLogLevel(name, LogLevel.TRACE));
        root.addAppender(appender);
        try {
            setUp(browser);
            assertThat(LoggerFactory.getLogger("org.springframework.jdbc.core.StatementCreatorUtils")
                            .isDebugEnabled())
                    .isFalse();
        } finally {
            root.detachAppender(appender);
            traced.forEach(name -> logging.setLogLevel(name, null));
        }

        assertThat(appender.list)
                .extracting(ILoggingEvent::getLoggerName)
                .anyMatch(name -> name.contains("JdbcTemplate"));
        assertThat(appender.list)
                .filteredOn(event -> event.getFormattedMessage().contains(number.substring(1)))
                .isEmpty();
    }
}
