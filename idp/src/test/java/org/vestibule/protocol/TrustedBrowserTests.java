package org.vestibule.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.settings.TrustedBrowserRules;
import org.vestibule.settings.TrustedBrowserRulesStore;
import org.vestibule.user.Users;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-12: a trusted browser stands in for the question at a plain sign-in, and for nothing else. */
@ProtocolTest
class TrustedBrowserTests {

    private static final String COOKIE = "vestibule_trust";
    private static final String SECOND = "/login/second-factor";
    private static final String LIST = "/account/trusted-browsers";

    @Autowired
    People people;

    @Autowired
    TrustedBrowserRulesStore rules;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void fourteenDays() {
        people.twoFactor(true, true);
        allow(14, Map.of(), false);
    }

    @AfterEach
    void off() {
        allow(0, Map.of(), false);
    }

    @Test
    void signInWhenTrustIsOffThenNotOffered() {
        allow(0, Map.of(), false);
        Person person = people.withApp();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        assertThat(second.text()).doesNotContain("Trust this browser");
        browser.submit(second, SECOND, Map.of("code", people.nextCode(), "trustBrowser", "true"));
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);
    }

    @Test
    void signInWhenTrustedThenPasswordOnlyAndTokensSaySo() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        Browser browser = trusting(person);
        String cookie = cookie(browser);

        Page end = SignIn.password(browser, browser.open(lms.authorize()), person);

        Lms.Answer tokens = lms.redeem(end.parameter("code"));
        assertProof(tokens.idToken(), "[\"pwd\"]", MatrixCase.SFA);
        assertProof(lms.refresh(tokens.text("refresh_token")).idToken(), "[\"pwd\"]", MatrixCase.SFA);
        assertThat(cookie(browser)).isNotEqualTo(cookie);
        assertThat(browser.open("/account/activity").text())
                .contains(
                        "You trusted a browser",
                        "2-factor authentication was not asked for, because you trust the browser");
        assertThat(jdbc.sql(
                                "select count(*) from trusted_browser where user_id = ? and selector || secret_hash::text like ?")
                        .params(person.id(), "%" + cookie.substring(cookie.indexOf('.') + 1) + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Whatever wants more, or a fresh proof, gets the real thing. */
    @ParameterizedTest
    @CsvSource({
        "acr_values, https://refeds.org/profile/mfa",
        "claims, '{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"https://refeds.org/profile/mfa\"}}}'",
        "max_age, 3600",
        "max_age, 0",
        "prompt, login"
    })
    void authorizeWhenMoreIsWantedThenSecondFactorAndTokensSaySo(String name, String value) {
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        for (boolean signedInBefore : new boolean[] {false, true}) {
            Browser browser = trusting(person);
            if (signedInBefore) {
                SignIn.password(browser, browser.open("/login"), person);
                // a password of this very moment would satisfy max_age=0 until the clock moves for the code
                people.clock().advance(Duration.ofSeconds(1));
            }
            Page page = browser.open(lms.authorize(name, value));
            if (page.path().equals("/login")) {
                page = SignIn.password(browser, page, person);
            }
            assertThat(page.path()).isEqualTo(SECOND);
            Page end = SignIn.code(browser, page, people.nextCode());
            assertThat(end.parameter("code"))
                    .as("%s %s %s %s", signedInBefore, end.status(), end.path(), end.text())
                    .isNotEmpty();
            assertProof(lms.redeem(end.parameter("code")).idToken(), "[\"pwd\",\"otp\",\"mfa\"]", MatrixCase.MFA);
        }
    }

    @Test
    void authorizeWhenClientRequiresMoreThenSecondFactor() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client(true, MatrixCase.MFA));
        Browser browser = trusting(person);
        assertThat(SignIn.password(browser, browser.open(lms.authorize()), person)
                        .path())
                .isEqualTo(SECOND);
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("login_required");
    }

    @Test
    void openSensitivePageWhenTrustedThenSecondFactor() {
        Person person = people.withApp();
        Browser browser = trusting(person);
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo("/account");
        assertThat(browser.open("/account/password").path()).isEqualTo(SECOND);
        assertThat(browser.open("/account/two-factor/totp").path()).isEqualTo(SECOND);
    }

    @Test
    void signInWhenAdministratorThenNeverOfferedAndAPromotedOneIsAsked() {
        Person person = people.administrator();
        people.enrolApp(person);
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        assertThat(second.text()).doesNotContain("Trust this browser");
        browser.submit(second, SECOND, Map.of("code", people.nextCode(), "trustBrowser", "true"));
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);

        Person promoted = people.withApp();
        Browser trusted = trusting(promoted);
        SignIn.password(trusted, trusted.open("/login"), promoted);
        jdbc.sql("insert into user_role (user_id, role) values (?, 'ADMIN')")
                .param(promoted.id())
                .update();
        assertThat(trusted.open("/account").path()).isEqualTo(SECOND);
        Browser later = trusted.copy();
        later.cookies().remove("vestibule_session");
        assertThat(SignIn.password(later, later.open("/login"), promoted).path())
                .isEqualTo(SECOND);
    }

    @Test
    void signInWhenCookieIsAnothersThenUselessAndTheirsStays() {
        Person owner = people.withApp();
        Browser browser = trusting(owner);
        Person thief = people.withApp();
        Browser stolen = people.browser();
        stolen.cookies().put(COOKIE, cookie(browser));
        assertThat(SignIn.password(stolen, stolen.open("/login"), thief).path()).isEqualTo(SECOND);
        assertThat(SignIn.password(browser, browser.open("/login"), owner).path())
                .isEqualTo("/account");
    }

    @Test
    void signInWhenFormerValueComesAtOnceThenAskedAndTrustStays() {
        Person person = people.withApp();
        Browser browser = trusting(person);
        Browser tab = browser.copy();
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo("/account");
        Page second = SignIn.password(tab, tab.open("/login"), person);
        assertThat(second.path()).isEqualTo(SECOND);
        assertThat(SignIn.code(tab, second, people.nextCode()).path()).isEqualTo("/account");
        signOut(browser);
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo("/account");
    }

    @Test
    void signInWhenFormerValueComesLaterThenTrustEndsAndOwnerIsTold() {
        Person person = people.withApp();
        Browser browser = trusting(person);
        Browser thief = browser.copy();
        SignIn.password(browser, browser.open("/login"), person);
        people.clock().advance(Duration.ofSeconds(11));
        assertThat(SignIn.password(thief, thief.open("/login"), person).path()).isEqualTo(SECOND);
        assertThat(mailbox.awaitTo(
                                person.username() + "@example.org",
                                "A trusted browser of your Vestibule account was removed")
                        .body())
                .contains("/account/activity");
        // and the session that the trust opened owes its second factor
        assertThat(browser.open("/account").path()).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @CsvSource({"14, 14, true", "14, 13, false", "1, 1, true"})
    void signInWhenDaysAreOverThenAsked(int days, int after, boolean asked) {
        allow(days, Map.of(), false);
        Person person = people.withApp();
        Browser browser = trusting(person);
        people.clock().advance(Duration.ofDays(after));
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo(asked ? SECOND : "/account");
    }

    @Test
    void signInWhenGroupHasFewerDaysOrNightHasPassedThenAsked() {
        allow(14, Map.of("7b", 2), false);
        Person learner = people.learner();
        Browser browser = trusting(learner);
        people.clock().advance(Duration.ofDays(2));
        assertThat(SignIn.password(browser, browser.open("/login"), learner).path())
                .isEqualTo(SECOND);

        Person person = people.withApp();
        Browser other = trusting(person);
        allow(14, Map.of(), true);
        people.clock().advance(Duration.ofDays(1));
        assertThat(SignIn.password(other, other.open("/login"), person).path()).isEqualTo(SECOND);
    }

    /** In the transaction of the change, whatever the browser still holds. */
    @Test
    void changeWhenPasswordOrFactorOrSessionsEndThenTrustEnds() {
        Person first = people.withApp();
        Browser browser = signedIn(first);
        browser.submit(
                browser.open("/account/password"),
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", "purple otters juggle seven lanterns"));
        assertThat(trusts(first)).isZero();

        Person second = people.withApp();
        Browser reporting = signedIn(second);
        reporting.submit(reporting.open("/account/activity/not-mine"), "/account/activity/not-mine", Map.of());
        assertThat(trusts(second)).isZero();

        Person third = people.withApp();
        signedIn(third);
        users.enable(third.id(), false);
        assertThat(trusts(third)).isZero();
    }

    @Test
    void removeWhenOwnThenAskedAndWhenAnothersThenNotFound() {
        Person person = people.withApp();
        Browser browser = signedIn(person);
        Page list = browser.open(LIST);
        assertThat(list.text()).contains("Trusted browsers", "127.0.0.…");
        UUID id = jdbc.sql("select id from trusted_browser where user_id = ?")
                .param(person.id())
                .query(UUID.class)
                .single();
        String remove = LIST + "/" + id + "/remove";

        Browser other = signedIn(people.withApp());
        Page others = other.open(LIST);
        String csrf = others.hidden(others.body().replaceAll("(?s).*action=\"(" + LIST + "/[^\"]*)\".*", "$1"))
                .get("_csrf");
        assertThat(other.postRaw(remove, Map.of("_csrf", csrf)).status()).isEqualTo(404);

        assertThat(browser.submit(list, remove, Map.of()).text()).contains("That browser is not trusted any more");
        signOut(browser);
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo(SECOND);
    }

    @Test
    void turnOffWhenSavedThenEveryTrustEnds() {
        Person person = people.withApp();
        Browser browser = trusting(person);
        SignIn.password(browser, browser.open("/login"), person);
        allow(0, Map.of(), false);
        assertThat(trusts(person)).isZero();
        assertThat(browser.open("/account").path()).isEqualTo(SECOND);
    }

    @Test
    void saveWhenAdministratorTypesThenCheckedAndKept() {
        Person administrator = people.administrator();
        people.enrolApp(administrator);
        Browser browser = people.browser();
        SignIn.code(browser, SignIn.password(browser, browser.open("/login"), administrator), people.nextCode());
        String page = "/admin/settings/trusted-browsers";
        Page refused = browser.submit(browser.open(page), page, Map.of("days", "31", "groups", "nonsense"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Enter a number of days from 0 to 30", "Enter one group a line");
        Page stale = browser.open(page);
        Page saved = browser.submit(
                browser.open(page), page, Map.of("days", "7", "groups", "teachers = 1", "endsOvernight", "true"));
        assertThat(saved.text()).contains("Settings saved");
        assertThat(saved.body()).contains("value=\"7\"", "teachers=1");
        assertThat(rules.current().groupDays()).isEqualTo(Map.of("teachers", 1));
        assertThat(browser.submit(stale, page, Map.of("days", "9")).status()).isEqualTo(422);
        assertThat(rules.current().days()).isEqualTo(7);
    }

    /** A browser that its person trusted and signed out of. */
    private Browser trusting(Person person) {
        Browser browser = signedIn(person);
        signOut(browser);
        return browser;
    }

    /** A browser that its person has just trusted. */
    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        assertThat(second.text()).contains("Trust this browser");
        assertThat(second.body()).doesNotContain("checked=");
        browser.submit(second, SECOND, Map.of("code", people.nextCode(), "trustBrowser", "true"));
        assertThat(browser.cookies()).containsKey(COOKIE);
        return browser;
    }

    private static void signOut(Browser browser) {
        browser.submit(browser.open("/account"), "/logout", Map.of());
    }

    private static String cookie(Browser browser) {
        return browser.cookies().getOrDefault(COOKIE, "");
    }

    private int trusts(Person person) {
        return jdbc.sql("select count(*) from trusted_browser where user_id = ?")
                .param(person.id())
                .query(Integer.class)
                .single();
    }

    private void allow(int days, Map<String, Integer> groups, boolean overnight) {
        rules.save(
                new TrustedBrowserRules(rules.current().version(), days, groups, overnight),
                people.person().id());
    }

    private static void assertProof(JsonNode token, String amr, String acr) {
        assertThat(token.get("amr").toString()).isEqualTo(amr);
        assertThat(token.get("acr").asString()).isEqualTo(acr);
    }
}
