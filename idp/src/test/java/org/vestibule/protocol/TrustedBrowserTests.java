package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.TrustedBrowserRulesStore;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-12: a trusted browser stands in for the question at a plain sign-in, and for nothing else. */
@Requirement("MFA-12")
@ProtocolTest
class TrustedBrowserTests {

    private static final String COOKIE = Trusting.COOKIE;
    private static final String SECOND = Trusting.SECOND;

    @Autowired
    People people;

    @Autowired
    TrustedBrowserRulesStore rules;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    private Trusting trusting;

    @BeforeEach
    void fourteenDays() {
        people.twoFactor(true, true);
        trusting = new Trusting(people, rules, jdbc);
        trusting.allow(14);
    }

    @AfterEach
    void off() {
        trusting.allow(0);
    }

    @Test
    void signInWhenTrustIsOffThenNotOffered() {
        trusting.allow(0);
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
        Browser browser = trusting.signedOut(person);
        String cookie = Trusting.cookie(browser);

        Page end = SignIn.password(browser, browser.open(lms.authorize()), person);

        Lms.Answer tokens = lms.redeem(end.parameter("code"));
        assertProof(tokens.idToken(), "[\"pwd\"]", MatrixCase.SFA);
        assertProof(lms.refresh(tokens.text("refresh_token")).idToken(), "[\"pwd\"]", MatrixCase.SFA);
        assertThat(Trusting.cookie(browser)).isNotEqualTo(cookie);
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
            Browser browser = trusting.signedOut(person);
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
        Browser browser = trusting.signedOut(person);
        assertThat(SignIn.password(browser, browser.open(lms.authorize()), person)
                        .path())
                .isEqualTo(SECOND);
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("login_required");
    }

    @Test
    void openSensitivePageWhenTrustedThenSecondFactor() {
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
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
        Browser trusted = trusting.signedOut(promoted);
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
        Browser browser = trusting.signedOut(owner);
        Person thief = people.withApp();
        Browser stolen = people.browser();
        stolen.cookies().put(COOKIE, Trusting.cookie(browser));
        assertThat(SignIn.password(stolen, stolen.open("/login"), thief).path()).isEqualTo(SECOND);
        assertThat(SignIn.password(browser, browser.open("/login"), owner).path())
                .isEqualTo("/account");
    }

    @Test
    void signInWhenFormerValueComesAtOnceThenAskedAndTrustStays() {
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
        Browser tab = browser.copy();
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo("/account");
        Page second = SignIn.password(tab, tab.open("/login"), person);
        assertThat(second.path()).isEqualTo(SECOND);
        assertThat(SignIn.code(tab, second, people.nextCode()).path()).isEqualTo("/account");
        Trusting.signOut(browser);
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo("/account");
    }

    @Test
    void signInWhenFormerValueComesLaterThenTrustEndsAndOwnerIsTold() {
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
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
        trusting.allow(days);
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
        people.clock().advance(Duration.ofDays(after));
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo(asked ? SECOND : "/account");
    }

    /** Absolute: neither use nor a new value of the cookie moves the end. */
    @Test
    void signInWhenUsedMeanwhileThenTheEndStays() {
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
        for (int day : List.of(6, 7)) {
            people.clock().advance(Duration.ofDays(day));
            String cookie = Trusting.cookie(browser);
            assertThat(Trusting.afterPassword(browser, person)).isEqualTo("/account");
            assertThat(Trusting.cookie(browser)).isNotEqualTo(cookie);
            Trusting.signOut(browser);
        }
        people.clock().advance(Duration.ofDays(1));
        assertThat(Trusting.afterPassword(browser, person)).isEqualTo(SECOND);
        assertThat(trusting.count(person)).isZero();
    }

    /** Two tabs at the very same time: one is trusted, the other asked, and neither is taken for a thief. */
    @Test
    void signInWhenTwoTabsAtOnceThenOneIsAskedAndTheTrustStays() throws Exception {
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
        List<Browser> tabs = List.of(browser.copy(), browser.copy());
        List<Page> forms = tabs.stream().map(tab -> tab.open("/login")).toList();
        List<String> reached = Parallel.all(List.of(
                () -> SignIn.password(tabs.get(0), forms.get(0), person).path(),
                () -> SignIn.password(tabs.get(1), forms.get(1), person).path()));
        assertThat(reached).containsExactlyInAnyOrder("/account", SECOND);
        Browser winner = tabs.get(reached.indexOf("/account"));
        Trusting.signOut(winner);
        assertThat(Trusting.afterPassword(winner, person)).isEqualTo("/account");
        assertThat(trusting.audited(person, "trusted-browser.replayed")).isZero();
    }

    /** A shared browser is trusted for whoever trusted it last; the other one is asked, and told so by the list. */
    @Test
    void trustWhenTwoPersonsInOneBrowserThenTheLastOnesCounts() {
        Person first = people.withApp();
        Browser browser = trusting.signedOut(first);
        Person second = people.withApp();
        trusting.trust(browser, SignIn.password(browser, browser.open("/login"), second));
        Trusting.signOut(browser);
        assertThat(Trusting.afterPassword(browser, first)).isEqualTo(SECOND);
        assertThat(trusting.count(first)).isZero();
        assertThat(Trusting.afterPassword(browser, second)).isEqualTo("/account");
    }

    /** A way back in is no habit: nothing is offered there, and what a browser sends all the same is ignored. */
    @Test
    void signInWhenByRecoveryCodeThenNeverTrusted() {
        Person person = people.withApp();
        Browser owner = people.browser();
        SignIn.throughApp(people, owner, "/account", person);
        String code = RecoveryCodes.make(owner).get(0);
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        Page second = browser.open(SECOND + "?method=recovery-code");
        assertThat(second.text()).doesNotContain("Trust this browser");
        browser.submit(second, SECOND, Map.of("method", "recovery-code", "code", code, "trustBrowser", "true"));
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);
        assertThat(trusting.audited(person, "recovery-codes.used")).isEqualTo(1);
    }

    private static void assertProof(JsonNode token, String amr, String acr) {
        assertThat(token.get("amr").toString()).isEqualTo(amr);
        assertThat(token.get("acr").asString()).isEqualTo(acr);
    }
}
