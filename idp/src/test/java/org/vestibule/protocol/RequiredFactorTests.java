package org.vestibule.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.FactorRequirement.Who;
import org.vestibule.settings.SecuritySettingsStore;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-08, MFA-10: who must use a second factor gets no token without one, and can set it up after the password. */
@Requirement({"MFA-08", "MFA-10"})
@ProtocolTest
class RequiredFactorTests {

    private static final String APP = "/account/two-factor/totp";
    private static final String CODES = "/account/two-factor/recovery-codes";
    private static final String SAVED = CODES + "/saved";
    private static final String REMINDER = CODES + "/reminder";
    private static final Pattern KEY = Pattern.compile("<code id=\"key\"[^>]*>([^<]*)</code>");
    private static final Pattern LATER = Pattern.compile("<a href=\"([^\"]*)\"[^>]*>Not now</a>");

    @Autowired
    People people;

    @Autowired
    SecuritySettingsStore settings;

    @Autowired
    JdbcClient jdbc;

    private Lms lms;
    private Browser browser;

    @BeforeEach
    void start() {
        people.twoFactor(true, true);
        lms = people.lms(people.client());
        browser = people.browser();
    }

    @AfterEach
    void nobodyAgain() {
        people.twoFactor(true, true);
    }

    private void required(Who who, LocalDate from, int graceDays) {
        settings.save(
                settings.current().withRequirement(new FactorRequirement(who, List.of("staff"), from, graceDays)),
                people.person().id());
    }

    private void everybody() {
        required(Who.EVERYBODY, LocalDate.EPOCH, 0);
    }

    private void join(Person person) {
        jdbc.sql("insert into user_group (user_id, group_name) values (?, 'staff')")
                .param(person.id())
                .update();
    }

    private void graceBegan(Person person, Instant started) {
        jdbc.sql("insert into grace_period (user_id, started_at) values (?, ?)")
                .params(person.id(), started.atOffset(ZoneOffset.UTC))
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(people.clock().instant(), ZoneOffset.UTC);
    }

    enum Phase {
        BEFORE,
        IN_GRACE,
        PAST
    }

    record Case(Who who, boolean inGroup, Phase phase, boolean hasFactor) {

        boolean meant() {
            return phase != Phase.BEFORE && (who == Who.EVERYBODY || (who == Who.GROUPS && inGroup));
        }
    }

    static Stream<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (Who who : Who.values()) {
            for (Phase phase : Phase.values()) {
                for (boolean inGroup : new boolean[] {true, false}) {
                    all.add(new Case(who, inGroup, phase, true));
                    all.add(new Case(who, inGroup, phase, false));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void signInWhenTheRuleHoldsThenAsItSays(Case one) {
        required(one.who(), one.phase() == Phase.BEFORE ? today().plusDays(1) : today().minusDays(30), 5);
        Person person = one.hasFactor() ? people.withApp() : people.person();
        if (one.inGroup()) {
            join(person);
        }
        if (one.phase() == Phase.PAST) {
            graceBegan(person, people.clock().instant().minus(Duration.ofDays(6)));
        }

        Page page = SignIn.password(browser, browser.open(lms.authorize()), person);

        if (one.hasFactor()) {
            assertThat(page.path()).isEqualTo("/login/second-factor");
            assertThat(proof(SignIn.code(browser, page, people.nextCode()))).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        } else if (!one.meant()) {
            assertThat(proof(page)).isEqualTo("[\"pwd\"]");
        } else if (one.phase() == Phase.IN_GRACE) {
            assertThat(page.path()).isEqualTo("/login/reminder");
            assertThat(proof(browser.open(link(page, LATER)))).isEqualTo("[\"pwd\"]");
        } else {
            assertThat(page.path()).isEqualTo(APP);
            assertThat(page.text()).contains("You must use 2-factor authentication");
            assertThat(browser.get(lms.authorize()).location()).startsWith("/account/two-factor/set-up?");
            assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                    .isEqualTo("interaction_required");
        }
    }

    private String proof(Page callback) {
        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        return tokens.idToken().get("amr").toString();
    }

    private static String link(Page page, Pattern pattern) {
        Matcher link = pattern.matcher(page.body());
        assertThat(link.find()).as(page.path() + ": " + page.text()).isTrue();
        return HtmlUtils.htmlUnescape(link.group(1));
    }

    private static String key(Page page) {
        Matcher key = KEY.matcher(page.body());
        assertThat(key.find()).as(page.path() + ": " + page.text()).isTrue();
        return key.group(1).replace(" ", "");
    }

    private Page setUp(Page page) {
        String code = Totp.code(key(page), people.clock().instant());
        Page codes = browser.submit(page, APP, Map.of("code", code));
        assertThat(codes.text()).contains("Save your recovery codes");
        return browser.submit(codes, SAVED, Map.of("saved", "true"));
    }

    @Test
    void setUpWhenItIsDoneThenEndsAtTheLmsWithBothFactors() {
        everybody();
        Page page = SignIn.password(browser, browser.open(lms.authorize()), people.person());

        assertThat(proof(setUp(page))).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    /**
     * MFA-10: "ends in a full session only after confirming a factor and being shown recovery codes"; whoever leaves that page
     * comes to it again with the next sign-in.
     */
    @Requirement("MFA-10")
    @Test
    void setUpWhenCodesWereNotConfirmedThenNothingOpensBeforeThat() {
        everybody();
        Person person = people.person();
        Page page = SignIn.password(browser, browser.open(lms.authorize()), person);
        String key = key(page);
        Page codes = browser.submit(
                page, APP, Map.of("code", Totp.code(key, people.clock().instant())));
        assertThat(codes.text()).contains("Save your recovery codes");
        for (String closed : List.of("/account", "/account/two-factor", "/account/password", lms.authorize())) {
            assertThat(browser.get(closed).location()).as(closed).startsWith(REMINDER);
        }

        people.clock().advance(Duration.ofMinutes(1));
        Browser next = people.browser();
        Page second = SignIn.password(next, next.open(lms.authorize()), person);
        Page told = SignIn.code(next, second, Totp.code(key, people.clock().instant()));
        assertThat(told.path()).isEqualTo(REMINDER);
        Page made = next.submit(told, CODES, Map.of());
        assertThat(proof(next.submit(made, SAVED, Map.of("saved", "true")))).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        // the first browser's session is good too now
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    /** OID-13: both factors were given for the forced sign-in, the second of them by setting it up. */
    @Requirement("OID-13")
    @Test
    void setUpWhenTheSignInWasForcedThenIsNotAskedTwice() {
        everybody();
        Page page = SignIn.password(
                browser, browser.open(lms.authorize("prompt", "login", "max_age", "60")), people.person());

        assertThat(proof(setUp(page))).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
    }

    @Test
    void setUpWhenItIsCancelledThenTheLmsGetsAccessDenied() {
        everybody();
        Page page = SignIn.password(browser, browser.open(lms.authorize("prompt", "login")), people.person());

        Page answer = browser.get(SetUpForAnLmsTests.cancel(page));

        assertThat(answer.parameter("error")).isEqualTo("access_denied");
    }

    /** MFA-10: the state after the password opens nothing but the set-up, and lasts ten minutes. */
    @Requirement("MFA-10")
    @Test
    void setUpWhenNotDoneThenEverythingElseIsClosedAndItEndsAfterTenMinutes() {
        everybody();
        Person person = people.person();
        Page page = SignIn.password(browser, browser.open("/account"), person);
        assertThat(SetUpForAnLmsTests.cancel(page)).isEqualTo("/logout/confirm");

        for (String closed : List.of(
                "/account",
                "/account/two-factor",
                "/account/password",
                "/account/sessions",
                "/account/two-factor/recovery-codes",
                "/account/two-factor/totp/remove",
                "/nothing/here")) {
            assertThat(browser.get(closed).location()).as(closed).startsWith("/account/two-factor/set-up?");
        }
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(browser.get(APP).location()).startsWith("/login?");
    }

    /** MFA-07: in force at the next request of a session that is open already. */
    @Requirement("MFA-07")
    @Test
    void ruleWhenItComesIntoForceThenOpenSessionsMeetItAtTheirNextRequest() {
        Person person = people.person();
        assertThat(SignIn.password(browser, browser.open("/account"), person).path())
                .isEqualTo("/account");
        people.clock().advance(Duration.ofMinutes(20));
        everybody();

        Page login = browser.open("/account");
        assertThat(login.path()).isEqualTo("/login");
        Page page = SignIn.password(browser, login, person);

        assertThat(page.path()).isEqualTo(APP);
        setUp(page);
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    /** The rule goes while somebody is at the set-up: that sign-in has nothing left to wait for, and starts over. */
    @Test
    void ruleWhenItIsWithdrawnMeanwhileThenTheSignInStartsOver() {
        everybody();
        Person person = people.person();
        SignIn.password(browser, browser.open(lms.authorize()), person);
        required(Who.NOBODY, LocalDate.EPOCH, 0);

        Page login = browser.open(lms.authorize());

        assertThat(login.path()).isEqualTo("/login");
        assertThat(proof(SignIn.password(browser, login, person))).isEqualTo("[\"pwd\"]");
    }

    /** MFA-10: counted from a stored moment, and named on the page. */
    @Requirement("MFA-10")
    @Test
    void graceWhenItsLastDayIsOverThenSetUpIsForced() {
        required(Who.EVERYBODY, today().minusDays(1), 2);
        Person person = people.person();
        SignIn.password(browser, browser.open(lms.authorize()), person);
        Instant end = today().plusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant();
        people.clock().advance(Duration.between(people.clock().instant(), end).minusMinutes(1));
        Browser last = people.browser();
        Page reminder = SignIn.password(last, last.open(lms.authorize()), person);
        assertThat(reminder.path()).isEqualTo("/login/reminder");
        people.clock().advance(Duration.ofMinutes(2));
        Browser after = people.browser();
        assertThat(SignIn.password(after, after.open(lms.authorize()), person).path())
                .isEqualTo(APP);
    }

    @Test
    void reminderWhenSetUpNowIsChosenThenEndsAtTheLmsWithBothFactors() {
        required(Who.EVERYBODY, LocalDate.EPOCH, 2);
        Page reminder = SignIn.password(browser, browser.open(lms.authorize("prompt", "login")), people.person());
        String now = link(reminder, Pattern.compile("href=\"([^\"]*)\"[^>]*>Set up now</a>"));

        assertThat(proof(setUp(browser.open(now)))).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
    }

    /** MFA-17: whoever lost all factors is not let in by the password for the time of a grace period. */
    @Requirement("MFA-17")
    @Test
    void graceWhenSomebodyHadAFactorBeforeThenThereIsNone() {
        required(Who.EVERYBODY, LocalDate.EPOCH, 30);
        Person person = people.withApp();
        jdbc.sql("update enrollment set status = 'removed', removed_at = now() where user_id = ?")
                .param(person.id())
                .update();

        assertThat(SignIn.password(browser, browser.open(lms.authorize()), person)
                        .path())
                .isEqualTo(APP);
    }

    /** TOTP-15: the page says so instead of showing the button. */
    @Requirement("TOTP-15")
    @Test
    void removeWhenTheRuleCoversThePersonThenTheLastFactorStays() {
        everybody();
        Person person = people.withApp();
        Page page = SignIn.throughApp(people, browser, "/account/two-factor", person);

        assertThat(page.text()).contains("so your only method cannot be removed");
        assertThat(page.body()).doesNotContain("/account/two-factor/totp/remove");
        Page remove = browser.open("/account/two-factor/totp/remove");
        assertThat(remove.text()).contains("so your only method cannot be removed");
        assertThat(remove.body()).doesNotContain("action=\"/account/two-factor/totp/remove\"");
    }

    /** The rule is saved on the page, is in force for the one who saved it too, and the audit trail has it. */
    @Test
    void saveWhenAnAdministratorChoosesEverybodyThenSetsUpTheirOwnNext() {
        Person administrator = people.administrator();
        SignIn.password(browser, browser.open("/admin/settings/security"), administrator);
        Page page = browser.open("/admin/settings/security");

        Page next = browser.submit(
                page,
                "/admin/settings/security",
                Map.of(
                        "twoFactorEnabled",
                        "true",
                        "qrCodeService",
                        "GOOGLE_AUTHENTICATOR",
                        "requiredFor",
                        "EVERYBODY",
                        "requiredFrom",
                        "2020-01-01",
                        "graceDays",
                        "0"));

        assertThat(next.path()).isEqualTo(APP);
        assertThat(settings.current().requirement())
                .isEqualTo(new FactorRequirement(Who.EVERYBODY, List.of(), LocalDate.of(2020, 1, 1), 0));
        assertThat(jdbc.sql("select detail::text from audit_event where event = 'settings.security.changed'"
                                + " and actor_id = ?")
                        .param(administrator.id())
                        .query(String.class)
                        .single())
                .contains("nobody → everybody", "none → 2020-01-01");
    }

    /** MFA-10: the state after the password cannot be had by somebody with a factor. */
    @Requirement("MFA-10")
    @Test
    void setUpWhenThePersonHasAFactorThenIsClosed() {
        everybody();
        SignIn.password(browser, browser.open("/account"), people.withApp());

        assertThat(browser.get(APP).location()).startsWith("/login/second-factor");
    }
}
