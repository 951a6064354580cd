package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.demo.TwilioSimulator;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TwilioAccount;

import static org.assertj.core.api.Assertions.assertThat;

/** Several apps and several phones of one person, from adding to removing. */
@ProtocolTest
class SeveralFactorsTests {

    private static final String OVERVIEW = "/account/two-factor";
    private static final String APP = OVERVIEW + "/totp";
    private static final String PHONE = OVERVIEW + "/sms";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    People people;

    @Autowired
    TwilioSimulator twilio;

    @Autowired
    Mailbox mailbox;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void bothServicesAreOn() {
        people.twoFactor(true, true);
        settings.save(
                new SecuritySettings(
                        settings.current().version(),
                        true,
                        true,
                        QrCodeService.GOOGLE_AUTHENTICATOR,
                        SmsService.TWILIO,
                        new TwilioAccount("AC" + "0".repeat(32), "a key", "+1234567890"),
                        List.of("US"),
                        1),
                people.administrator().id());
    }

    /** TOTP-10 for each: both work, each with used steps of its own, and each has its name, time and last use. */
    @Requirement("TOTP-10")
    @Test
    void addWhenConfirmedThenACodeOfEitherSignsIn() {
        Person person = people.withApp();
        Browser browser = signedIn(person);
        String second = add(browser);
        Page overview = browser.open(OVERVIEW);
        assertThat(overview.text()).contains("Google Authenticator 2", "Add another app", "Rename", "Replace");

        Page renamed = browser.submit(
                browser.open(APP + "/rename?factor=" + ids(overview).get(1)),
                APP + "/rename",
                Map.of("name", "\u202EΤάμπλετ \uD83D\uDE80"));
        assertThat(renamed.text()).contains("The name has been changed");
        assertThat(renamed.body()).contains("<bdi>Τάμπλετ \uD83D\uDE80</bdi>");

        assertThat(signIn(person, people.nextCode()).path()).isEqualTo("/account");
        String code = code(second);
        assertThat(signIn(person, code).path()).isEqualTo("/account");
        assertThat(signIn(person, code).text()).contains("already been used");
    }

    /** The older one works until the new one is confirmed, and then not any more; the others are left alone. */
    @Test
    void replaceWhenConfirmedThenOnlyTheMeantOneEnds() {
        Person person = people.withApp();
        Browser browser = signedIn(person);
        String second = add(browser);
        String meant = ids(browser.open(OVERVIEW)).get(1);
        Page setUp = browser.open(APP + "?replaces=" + meant);
        assertThat(setUp.text()).contains("stays valid until");
        people.clock().advance(Duration.ofSeconds(30));
        assertThat(signIn(person, code(second)).path()).isEqualTo("/account");

        String third = key(setUp);
        assertThat(browser.submit(setUp, APP, Map.of("code", code(third))).path())
                .isEqualTo(OVERVIEW);
        people.clock().advance(Duration.ofSeconds(30));
        assertThat(signIn(person, code(second)).text()).contains("not correct");
        assertThat(signIn(person, code(third)).path()).isEqualTo("/account");
        assertThat(signIn(person, people.nextCode()).path()).isEqualTo("/account");
    }

    /** The session that was proven by the removed one has proven a password only; with the other one it goes on. */
    @Test
    void removeWhenItWasTheProofHereThenTheOtherOneIsAsked() {
        Person person = people.withApp();
        Browser browser = signedIn(person);
        String second = add(browser);
        Browser elsewhere = people.browser();
        people.clock().advance(Duration.ofSeconds(30));
        SignIn.code(elsewhere, SignIn.password(elsewhere, elsewhere.open("/account"), person), code(second));
        String proof = ids(browser.open(OVERVIEW)).get(1);

        Page ask = browser.open(APP + "/remove?factor=" + proof);
        assertThat(ask.text())
                .contains("Google Authenticator 2", "you will be asked for another code next")
                .contains("You will sign in with your password and Google Authenticator.");
        Page next = browser.submit(ask, APP + "/remove", Map.of());
        assertThat(next.path()).isEqualTo("/login/second-factor");
        assertThat(elsewhere.open("/account").path()).isEqualTo("/login");
        assertThat(SignIn.code(browser, next, people.nextCode()).path()).startsWith("/account");
        assertThat(jdbc.sql("select count(*) from enrollment where user_id = ? and status = 'active'")
                        .param(person.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select event from audit_event where user_id = ?")
                        .param(person.id())
                        .query(String.class)
                        .list())
                .contains("factor.enrolled", "factor.removed");
    }

    /** Two tabs: the set-up opened last counts, the other says that it is over, and nothing is half done. */
    @Test
    void addWhenTwoTabsThenTheOlderOneSaysSoAndTheOverviewFollows() {
        Person person = people.withApp();
        Browser browser = signedIn(person);
        Page older = browser.open(APP + "?add=true");
        Page newer = browser.open(APP + "?add=true");
        Page over = browser.submit(older, APP, Map.of("code", code(key(older))));
        assertThat(over.status()).isEqualTo(422);
        assertThat(over.text()).contains("This set-up has expired");
        assertThat(over.body()).contains("href=\"" + OVERVIEW + "\"");
        assertThat(browser.submit(newer, APP, Map.of("code", code(key(newer)))).path())
                .isEqualTo(OVERVIEW);
        assertThat(ids(browser.open(OVERVIEW))).hasSize(2);
    }

    /** A wrong code keeps the place: a new start adds as well, and does not replace. */
    @Test
    void addWhenCodeIsWrongThenANewStartStillAdds() {
        Browser browser = signedIn(people.withApp());
        Page setUp = browser.open(APP + "?add=true");
        Page wrong = browser.submit(
                setUp, APP, Map.of("code", Totp.wrong(key(setUp), people.clock().instant())));
        assertThat(wrong.body()).contains("href=\"" + APP + "?add=true\"");
    }

    @Test
    void addWhenThereAreFiveThenSaysSo() {
        Browser browser = signedIn(people.withApp());
        for (int more = 0; more < 4; more++) {
            add(browser);
        }
        Page overview = browser.open(OVERVIEW);
        assertThat(ids(overview)).hasSize(5);
        assertThat(overview.text()).doesNotContain("Add another app");
        assertThat(browser.open(APP + "?add=true").text()).contains("You have as many as possible");
        assertThat(browser.open(APP).path()).isEqualTo(OVERVIEW);
    }

    /** The text goes to the phone used last; the chooser has each, masked, and the code works for the one that was asked. */
    @Test
    void signInWhenTwoPhonesThenTheLastUsedIsAskedAndTheOtherCanBeChosen() {
        Person person = people.person();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/account"), person);
        String first = phone(browser, PHONE, "41");
        people.clock().advance(Duration.ofSeconds(1));
        String second = phone(browser, PHONE + "?add=true", "42");
        assertThat(twilio.textsTo(first)).hasSize(1);
        assertThat(browser.open(OVERVIEW).text()).contains("+1 •••••41", "+1 •••••42", "Add another number");

        people.clock().advance(Duration.ofMinutes(2));
        Browser other = people.browser();
        Page asked = SignIn.password(other, other.open("/account"), person);
        assertThat(asked.text()).contains("+1 •••••42");
        assertThat(twilio.textsTo(second)).hasSize(2);

        people.clock().advance(Duration.ofMinutes(2));
        Page chooser = other.open("/login/second-factor/methods");
        assertThat(chooser.text()).contains("Get a code at +1 •••••41", "Get a code at +1 •••••42");
        String choice = group(chooser, "name=\"factor\" value=\"([0-9a-f-]{36})\"");
        Page chosen = other.submit(chooser, "/login/second-factor/send", Map.of("method", "sms", "factor", choice));
        assertThat(chosen.text()).contains("We sent a text message to +1 •••••41");
        assertThat(twilio.textsTo(first)).hasSize(2);
        assertThat(SignIn.code(other, chosen, newest(second)).status()).isEqualTo(422);
        assertThat(SignIn.code(other, chosen, newest(first)).path()).isEqualTo("/account");
    }

    /** TOTP-14, WEB-07: told once, by the name its owner gave, which stays on its line and within its own direction. */
    @Requirement({"TOTP-14", "WEB-07"})
    @Test
    void replaceWhenItHasANameThenOneMailAndTheTrailNameIt() {
        Person person = people.withApp();
        String address = person.username() + "@example.org";
        Browser browser = signedIn(person);
        add(browser);
        assertThat(mailbox.awaitTo(address, "2-factor authentication was set up for your Vestibule account")
                        .body())
                .contains(": Google Authenticator 2.");
        String meant = ids(browser.open(OVERVIEW)).get(1);
        browser.submit(
                browser.open(APP + "/rename?factor=" + meant),
                APP + "/rename",
                Map.of("name", "\u202Eجوال \uD83D\uDE80 <b>{0}\r\nBcc: eve"));
        int before = mailbox.to(address).size();
        people.clock().advance(Duration.ofSeconds(30));
        Page setUp = browser.open(APP + "?replaces=" + meant);
        browser.submit(setUp, APP, Map.of("code", code(key(setUp))));

        assertThat(mailbox.awaitTo(address, "2-factor authentication of your Vestibule account was replaced")
                        .body())
                .contains(
                        "The new one: Google Authenticator (\u2068جوال \uD83D\uDE80 <b>{0} Bcc: eve\u2069). The former one");
        assertThat(mailbox.to(address)).hasSize(before + 1);
        Page activity = browser.open("/account/activity");
        assertThat(activity.body())
                .contains(
                        "was replaced: Google Authenticator (\u2068جوال \uD83D\uDE80 &lt;b&gt;{0} Bcc: eve\u2069)",
                        "was set up: Google Authenticator 2")
                .doesNotContain("was removed");
        assertThat(trail(person, "factor.renamed", "name"))
                .isEqualTo(trail(person, "factor.enrolled", "name"))
                .isEqualTo(trail(person, "factor.removed", "name"))
                .isEqualTo("جوال \uD83D\uDE80 <b>{0} Bcc: eve");
    }

    private String trail(Person person, String event, String key) {
        return jdbc.sql("select detail ->> ? from audit_event where user_id = ? and event = ? order by id desc limit 1")
                .params(key, person.id(), event)
                .query(String.class)
                .single();
    }

    /** A phone is named by its masked number, never in full. */
    @Test
    void addWhenItIsAPhoneThenTheMailAndTheTrailMaskIt() {
        Person person = people.person();
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/account"), person);
        String number = phone(browser, PHONE, "44");
        assertThat(mailbox.awaitTo(
                                person.username() + "@example.org",
                                "2-factor authentication was set up for your Vestibule account")
                        .body())
                .contains("Text message (\u2068+1 •••••44\u2069)")
                .doesNotContain(number);
        assertThat(trail(person, "factor.enrolled", "phone")).isEqualTo("+1 •••••44");
        assertThat(browser.open("/account/activity").body())
                .contains("was set up: Text message (\u2068+1 •••••44\u2069)");
    }

    @Test
    void addWhenTheNumberIsThereAlreadyThenSaysSo() {
        Browser browser = people.browser();
        Person person = people.person();
        SignIn.password(browser, browser.open("/account"), person);
        String number = phone(browser, PHONE, "43");
        Page again = browser.submit(browser.open(PHONE + "?add=true"), PHONE, Map.of("phone", number));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("You use this number already");
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        assertThat(SignIn.code(browser, SignIn.password(browser, browser.open("/account"), person), people.nextCode())
                        .path())
                .isEqualTo("/account");
        return browser;
    }

    private Page signIn(Person person, String code) {
        Browser browser = people.browser();
        return SignIn.code(browser, SignIn.password(browser, browser.open("/account"), person), code);
    }

    private String add(Browser browser) {
        Page setUp = browser.open(APP + "?add=true");
        Page added = browser.submit(setUp, APP, Map.of("code", code(key(setUp))));
        assertThat(added.text()).contains("Google Authenticator is on");
        return key(setUp);
    }

    private String phone(Browser browser, String address, String end) {
        String number = "+1202%d%s".formatted(58_000 + NUMBERS.incrementAndGet(), end);
        Page sent = browser.submit(browser.open(address), PHONE, Map.of("phone", number));
        assertThat(sent.path()).isEqualTo(PHONE + "/code");
        Page done = browser.submit(sent, PHONE + "/code", Map.of("code", newest(number)));
        assertThat(done.status()).isEqualTo(200);
        return number;
    }

    private String newest(String number) {
        return twilio.textsTo(number).get(0).substring(0, 6);
    }

    private String code(String key) {
        return Totp.code(key, people.clock().instant());
    }

    private static String key(Page setUp) {
        return group(setUp, "<code id=\"key\"[^>]*>([^<]*)</code>").replace(" ", "");
    }

    private static List<String> ids(Page overview) {
        return Pattern.compile("/rename\\?factor=([0-9a-f-]{36})")
                .matcher(overview.body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String group(Page page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page.body());
        assertThat(matcher.find()).as(pattern + " in " + page.path()).isTrue();
        return matcher.group(1);
    }
}
