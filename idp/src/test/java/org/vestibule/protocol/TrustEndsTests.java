package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.TrustedBrowserRulesStore;

import static org.assertj.core.api.Assertions.assertThat;

/** MFA-12: what a trust stands for changes, and every trust of the person ends in the transaction of the change. */
@Requirement("MFA-12")
@ProtocolTest
class TrustEndsTests {

    private static final String LIST = "/account/trusted-browsers";
    private static final String APP = "/account/two-factor/totp";
    private static final String NEW_PASSWORD = "purple otters juggle seven lanterns";

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

    /** With the reason that the audit trail has. */
    enum End {
        FACTOR_ADDED("factor.enrolled"),
        FACTOR_REPLACED("factor.(enrolled|removed)"),
        FACTOR_REMOVED("factor.removed"),
        RECOVERY_CODE_USED("recovery-codes.used"),
        PASSWORD_CHANGED("password.changed|session.others-ended"),
        PASSWORD_RESET("password.changed|session.others-ended"),
        FACTORS_RESET("factor.removed|person.factors-reset|session.others-ended"),
        OTHER_BROWSERS_SIGNED_OUT("session.others-ended"),
        NO_OTHER_BROWSER_TO_SIGN_OUT("ended-by-owner"),
        NOT_ME("account.not-mine|session.others-ended"),
        REMOVED_ALL("by-hand"),
        SIGNED_OUT_BY_ADMINISTRATOR("person.signed-out|session.others-ended"),
        DISABLED("account.disabled|session.others-ended"),
        ROLE_GIVEN("person.roles-changed|session.others-ended");

        private final String reason;

        End(String reason) {
            this.reason = reason;
        }
    }

    @ParameterizedTest
    @EnumSource
    void changeWhenMadeThenEveryTrustOfThePersonEnds(End end) {
        Person person = people.withApp();
        Browser elsewhere = trusting.signedOut(person);
        Browser here = trusting.signedIn(person);
        Person other = people.withApp();
        trusting.signedOut(other);
        assertThat(trusting.count(person)).isEqualTo(2);

        happen(end, person, here);

        assertThat(trusting.count(person)).isZero();
        assertThat(trusting.count(other)).isEqualTo(1);
        assertThat(jdbc.sql("""
                                select detail->>'reason' from audit_event
                                where user_id = ? and event = 'trusted-browser.removed'
                                """).param(person.id()).query(String.class).list())
                .singleElement()
                .asString()
                .matches(end.reason);
        // and what a browser still has is worth nothing, whatever the password is now
        for (String password : List.of(People.PASSWORD, NEW_PASSWORD)) {
            Browser copy = elsewhere.copy();
            copy.submit(copy.open("/login"), "/login", Map.of("username", person.username(), "password", password));
        }
        assertThat(trusting.audited(person, "trusted-browser.used")).isZero();
    }

    private void happen(End end, Person person, Browser here) {
        switch (end) {
            case FACTOR_ADDED -> setUpApp(here, "?add=true");
            case FACTOR_REPLACED -> setUpApp(here, "?replaces=" + app(person));
            case FACTOR_REMOVED -> press(here, APP + "/remove?factor=" + app(person), APP + "/remove", Map.of());
            case RECOVERY_CODE_USED -> {
                Browser lost = people.browser();
                String code = RecoveryCodes.make(here).get(0);
                SignIn.password(lost, lost.open("/login"), person);
                Page second = lost.open(Trusting.SECOND + "?method=recovery-code");
                lost.submit(second, Trusting.SECOND, Map.of("method", "recovery-code", "code", code));
            }
            case PASSWORD_CHANGED ->
                press(
                        here,
                        "/account/password",
                        Map.of("currentPassword", People.PASSWORD, "newPassword", NEW_PASSWORD));
            case PASSWORD_RESET -> {
                press(people.browser(), "/password/forgot", Map.of("username", person.username()));
                String mail = mailbox.awaitTo(person.username() + "@example.org", "Choose a new password for Vestibule")
                        .body();
                String link = group(mail, "(/password/reset\\?token=[A-Za-z0-9_-]{43})");
                press(people.browser(), link, "/password/reset", Map.of("newPassword", NEW_PASSWORD));
            }
            case FACTORS_RESET -> administer(person, "reset-two-factor", Map.of("reason", "Phone stolen"));
            case OTHER_BROWSERS_SIGNED_OUT -> {
                SignIn.throughApp(people, people.browser(), "/account", person);
                press(here, "/account/sessions", "/account/sessions/end-others", Map.of());
            }
            case NO_OTHER_BROWSER_TO_SIGN_OUT ->
                here.postRaw(
                        "/account/sessions/end-others",
                        here.open("/account/sessions").hidden("/logout"));
            case NOT_ME -> press(here, "/account/activity/not-mine", Map.of());
            case REMOVED_ALL -> press(here, LIST, LIST + "/remove-all", Map.of());
            case SIGNED_OUT_BY_ADMINISTRATOR -> administer(person, "sign-out", Map.of());
            case DISABLED -> administer(person, "disable", Map.of());
            case ROLE_GIVEN -> administer(person, "edit", Map.of("auditor", "true"));
        }
    }

    private void setUpApp(Browser browser, String which) {
        Page setUp = browser.open(APP + which);
        String key = group(setUp.body(), "<code id=\"key\"[^>]*>([^<]*)</code>").replace(" ", "");
        Page done = browser.submit(
                setUp, APP, Map.of("code", Totp.code(key, people.clock().instant())));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private String app(Person person) {
        return jdbc.sql("select id::text from enrollment where user_id = ? and status = 'active'")
                .param(person.id())
                .query(String.class)
                .single();
    }

    private void administer(Person person, String what, Map<String, String> form) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), people.administrator());
        press(browser, "/admin/users/" + person.id() + "/" + what, form);
    }

    private static void press(Browser browser, String page, Map<String, String> form) {
        press(browser, page, page, form);
    }

    private static void press(Browser browser, String page, String action, Map<String, String> form) {
        Page answer = browser.submit(browser.open(page), action, form);
        assertThat(answer.status()).as(answer.path() + ": " + answer.text()).isEqualTo(200);
    }

    /** In a stolen browser's session too, at its next request (MFA-07). */
    @Requirement("MFA-07")
    @Test
    void removeWhenItOpenedARunningSessionThenThatOneOwesTheSecondFactor() {
        Person person = people.withApp();
        Browser stolen = trusting.signedOut(person);
        assertThat(Trusting.afterPassword(stolen, person)).isEqualTo("/account");
        Browser owner = people.browser();
        SignIn.throughApp(people, owner, "/account", person);
        press(owner, LIST, LIST + "/" + trusting.id(person) + "/remove", Map.of());
        assertThat(stolen.open("/account").path()).isEqualTo(Trusting.SECOND);
    }

    @Test
    void removeWhenOwnThenAskedAndWhenAnothersThenNotFound() {
        Person person = people.withApp();
        Browser browser = trusting.signedIn(person);
        Page list = browser.open(LIST);
        assertThat(list.text()).contains("Trusted browsers", "127.0.0.…");
        String remove = LIST + "/" + trusting.id(person) + "/remove";

        Browser other = trusting.signedIn(people.withApp());
        Page theirs = other.open(LIST);
        assertThat(other.postRaw(remove, theirs.hidden("/logout")).status()).isEqualTo(404);

        assertThat(browser.submit(list, remove, Map.of()).text()).contains("That browser is not trusted any more");
        Trusting.signOut(browser);
        assertThat(Trusting.afterPassword(browser, person)).isEqualTo(Trusting.SECOND);
    }

    @Test
    void turnOffWhenSavedThenEveryTrustEnds() {
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
        Trusting.afterPassword(browser, person);
        trusting.allow(0);
        assertThat(trusting.count(person)).isZero();
        assertThat(browser.open("/account").path()).isEqualTo(Trusting.SECOND);
    }

    /** Fewer days hold for trusts that are there already: by what is saved now, counted from their beginning. */
    @Test
    void groupWhenItsDaysAreShortenedThenOlderTrustsAreOver() {
        Person learner = people.learner();
        Browser browser = trusting.signedOut(learner);
        people.clock().advance(Duration.ofDays(3));
        assertThat(Trusting.afterPassword(browser, learner)).isEqualTo("/account");
        Trusting.signOut(browser);
        Person other = people.withApp();
        Browser others = trusting.signedOut(other);

        trusting.allow(14, Map.of("7b", 2), false);

        assertThat(Trusting.afterPassword(browser, learner)).isEqualTo(Trusting.SECOND);
        assertThat(trusting.count(learner)).isZero();
        assertThat(Trusting.afterPassword(others, other)).isEqualTo("/account");
    }

    @Test
    void nightWhenItHasPassedThenAsked() {
        Person person = people.withApp();
        Browser browser = trusting.signedOut(person);
        trusting.allow(14, Map.of(), true);
        people.clock().advance(Duration.ofDays(1));
        assertThat(Trusting.afterPassword(browser, person)).isEqualTo(Trusting.SECOND);
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
