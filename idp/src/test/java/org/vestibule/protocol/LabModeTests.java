package org.vestibule.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.TrustedBrowserRules;
import org.vestibule.settings.TrustedBrowserRulesStore;

import static org.assertj.core.api.Assertions.assertThat;

/** Shared computers: nothing of a person is kept there, and a session ends soon without use. */
@ProtocolTest
class LabModeTests {

    static final String COOKIE = "vestibule_shared";
    static final String LIST = "/admin/shared-computers";

    private static final String TRUST = "vestibule_trust";
    private static final String SECOND = "/login/second-factor";

    @Autowired
    People people;

    @Autowired
    TrustedBrowserRulesStore rules;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void trustIsAllowed() {
        people.twoFactor(true, true);
        allowTrust(14);
    }

    @AfterEach
    void trustIsOff() {
        allowTrust(0);
    }

    /** The browser of a room, as an administrator leaves it. */
    static Browser room(People people, String name) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), people.administrator());
        Page page = browser.submit(browser.open(LIST + "/new"), LIST + "/new", Map.of("name", name));
        assertThat(page.text()).contains("This browser is a shared computer now. You are signed out");
        return browser;
    }

    @Test
    void registerWhenAdministratorThenIsSignedOutAndListedAndOnlyAHashIsKept() {
        String name = "Room " + UUID.randomUUID();
        name = name.substring(0, 30);
        Browser browser = room(people, name);

        assertThat(browser.open("/account").path()).isEqualTo("/login");
        assertThat(browser.cookies().get(COOKIE)).hasSize(43);
        assertThat(jdbc.sql("select count(*) from shared_computer c where c::text like ?")
                        .param("%" + browser.cookies().get(COOKIE) + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
        Browser office = administrator();
        assertThat(office.open(LIST).text()).contains(name).doesNotContain("(this browser)");
        assertThat(office.open("/admin/audit").text()).contains("Browser registered as a shared computer");
        assertThat(room(people, "Another").open("/login").text()).contains("Shared computer: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a name that is longer than forty characters are"})
    void registerWhenTheNameIsNoneThenIsRefusedAndNothingIsRegistered(String name) {
        Browser browser = administrator();
        Page page = browser.submit(browser.open(LIST + "/new"), LIST + "/new", Map.of("name", name));
        assertThat(page.status()).isEqualTo(422);
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    /** MFA-16: what was typed waits for the fresh proof. */
    @Requirement("MFA-16")
    @Test
    void registerWhenTheProofIsOldThenIsAskedFirst() {
        Browser browser = administrator();
        Page form = browser.open(LIST + "/new");
        people.clock().advance(Duration.ofMinutes(6));
        Page asked = browser.submit(form, LIST + "/new", Map.of("name", "Room 7"));
        assertThat(asked.path()).isEqualTo("/login/confirm");
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);
        Page back = browser.submit(asked, "/login/confirm", Map.of("password", People.PASSWORD));
        assertThat(back.body()).contains("value=\"Room 7\"");
    }

    @Test
    void registerWhenDoneAgainThenTheFormerEntryIsRemoved() {
        Browser browser = room(people, "Before");
        String former = browser.cookies().get(COOKIE);
        SignIn.password(browser, browser.open("/login"), people.administrator());
        browser.submit(browser.open(LIST + "/new"), LIST + "/new", Map.of("name", "After"));
        assertThat(browser.open("/login").text()).contains("Shared computer: After");
        browser.cookies().put(COOKIE, former);
        assertThat(browser.open("/login").text()).doesNotContain("Shared computer");
    }

    /** MFA-12: neither offered, nor taken from a forged field or a cookie made elsewhere. */
    @Requirement("MFA-12")
    @Test
    void signInWhenSharedThenTrustCountsForNothing() {
        Person person = people.withApp();
        Browser elsewhere = people.browser();
        Page asked = SignIn.password(elsewhere, elsewhere.open("/login"), person);
        assertThat(asked.text()).contains("Trust this browser");
        elsewhere.submit(asked, SECOND, Map.of("code", people.nextCode(), "trustBrowser", "true"));
        Browser browser = room(people, "Room 1");

        Page second = SignIn.password(browser, browser.open("/login"), person);
        assertThat(second.text()).doesNotContain("Trust this browser");
        browser.submit(second, SECOND, Map.of("code", people.nextCode(), "trustBrowser", "true"));
        assertThat(browser.cookies()).doesNotContainKey(TRUST);
        browser.submit(browser.open("/account"), "/logout", Map.of());
        browser.cookies().put(TRUST, elsewhere.cookies().get(TRUST));
        assertThat(SignIn.password(browser, browser.open("/login"), person).path())
                .isEqualTo(SECOND);
    }

    @Test
    void registerWhenTheBrowserWasTrustedThenTheTrustEnds() {
        Person person = people.withApp();
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open("/login"), person);
        browser.submit(second, SECOND, Map.of("code", people.nextCode(), "trustBrowser", "true"));
        browser.submit(browser.open("/account"), "/logout", Map.of());
        assertThat(browser.cookies()).containsKey(TRUST);
        SignIn.password(browser, browser.open("/login"), people.administrator());
        browser.submit(browser.open(LIST + "/new"), LIST + "/new", Map.of("name", "Room 1"));
        assertThat(browser.cookies()).doesNotContainKey(TRUST);
        assertThat(count("select count(*) from trusted_browser where user_id = ?", person))
                .isZero();
    }

    @Test
    void signInWhenSharedThenTheBrowserIsNeverKnown() {
        Person person = people.withApp();
        Person other = people.person();
        Browser browser = room(people, "Room 1");
        signIn(browser, person);
        browser.submit(browser.open("/account"), "/logout", Map.of());
        SignIn.password(browser, browser.open("/login"), other);
        for (Person each : new Person[] {person, other}) {
            assertThat(count("select count(*) from known_browser where user_id = ?", each))
                    .isZero();
        }
    }

    @Test
    void loginWhenSharedThenNoNameIsFilledInAndNothingIsCompleted() {
        String hinted = people.lms(people.client()).authorize("login_hint", "somebody@example.org");
        Browser anywhere = people.browser();
        assertThat(anywhere.open(hinted).body())
                .contains("value=\"somebody@example.org\"", "autocomplete=\"username\"");
        Page page = room(people, "Room 1").open(hinted);
        assertThat(page.text()).contains("Shared computer: ", "Room 1");
        assertThat(page.body())
                .doesNotContain("somebody@example.org", "autocomplete=\"username\"", "current-password")
                .contains("autocomplete=\"off\"");
    }

    @Test
    void sessionWhenSharedThenEndsSoonWithoutUseWhateverBecomesOfTheCookie() {
        Person person = people.person();
        Browser browser = room(people, "Room 1");
        SignIn.password(browser, browser.open("/login"), person);
        browser.cookies().remove(COOKIE);
        Browser elsewhere = people.browser();
        SignIn.password(elsewhere, elsewhere.open("/login"), person);
        for (int used = 0; used < 3; used++) {
            people.clock().advance(Duration.ofMinutes(9));
            assertThat(browser.open("/account").path()).isEqualTo("/account");
        }
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(browser.open("/account").path()).isEqualTo("/login");
        assertThat(elsewhere.open("/account").path()).isEqualTo("/account");
    }

    /** A thief of the cookie has stricter rules and nothing else. */
    @Test
    void cookieWhenStolenThenIsNobody() {
        Browser browser = room(people, "Room 1");
        Person person = people.person();
        SignIn.password(browser, browser.open("/login"), person);
        Browser thief = people.browser();
        thief.cookies().put(COOKIE, browser.cookies().get(COOKIE));
        assertThat(thief.open("/account").path()).isEqualTo("/login");
        SignIn.password(thief, thief.open("/login"), people.person());
        assertThat(browser.open("/account").text()).contains(person.username());
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(thief.open("/account").path()).isEqualTo("/login");
    }

    @Test
    void removeWhenDoneElsewhereThenTheBrowserIsLikeAnyOtherAndRunningSessionsStayShort() {
        String name = "R" + UUID.randomUUID().toString().substring(0, 8);
        Browser browser = room(people, name);
        Person person = people.person();
        SignIn.password(browser, browser.open("/login"), person);
        UUID id = computer(name);
        Browser office = administrator();

        Page removed = office.submit(office.open(LIST + "/" + id + "/remove"), LIST + "/" + id + "/remove", Map.of());

        assertThat(removed.text()).contains("Shared computer removed").doesNotContain(name);
        assertThat(office.get(LIST + "/" + id + "/remove").status()).isEqualTo(404);
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(browser.open("/account").path()).isEqualTo("/login");
        assertThat(browser.open("/login").text()).doesNotContain("Shared computer");
        SignIn.password(browser, browser.open("/login"), person);
        people.clock().advance(Duration.ofMinutes(11));
        assertThat(browser.open("/account").path()).isEqualTo("/account");
        assertThat(count("select count(*) from known_browser where user_id = ?", person))
                .isEqualTo(1);
    }

    @Test
    void signOutWhenAnAdministratorSignsEveryoneOutThenSessionsThereEnd() {
        String name = "R" + UUID.randomUUID().toString().substring(0, 8);
        Browser browser = room(people, name);
        SignIn.password(browser, browser.open("/login"), people.person());
        Browser other = room(people, "Another");
        SignIn.password(other, other.open("/login"), people.person());
        String path = LIST + "/" + computer(name) + "/sign-out";
        Browser office = administrator();

        assertThat(office.submit(office.open(path), path, Map.of()).text()).contains("Everyone was signed out there");

        assertThat(browser.open("/account").path()).isEqualTo("/login");
        assertThat(other.open("/account").path()).isEqualTo("/account");
    }

    /** Also with offline_access a grant lives with its session there. */
    @Test
    void grantWhenOfflineAccessThenEndsWithTheSession() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        Browser browser = room(people, "Room 1");
        String authorize = lms.authorize("scope", "openid offline_access");
        Lms.Answer tokens =
                lms.redeem(SignIn.throughApp(people, browser, authorize, person).parameter("code"));
        Lms.Answer refreshed = lms.refresh(tokens.text("refresh_token"));
        assertThat(refreshed.status()).isEqualTo(200);

        browser.submit(browser.open("/account"), "/logout", Map.of());

        assertThat(lms.refresh(refreshed.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** Confirming, setting up and signing in again work there as elsewhere. */
    @Test
    void sensitivePageWhenSharedThenAsksAndOpens() {
        Person person = people.withApp();
        Browser browser = room(people, "Room 1");
        signIn(browser, person);
        people.clock().advance(Duration.ofMinutes(6));
        Page confirm = browser.open("/account/password");
        assertThat(confirm.path()).isEqualTo("/login/confirm");
        Page second = browser.submit(confirm, "/login/confirm", Map.of("password", People.PASSWORD));
        Page page = SignIn.code(browser, second, people.nextCode());
        assertThat(page.path()).isEqualTo("/account/password");
        assertThat(page.body()).doesNotContain("new-password");
    }

    private Browser administrator() {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), people.administrator());
        return browser;
    }

    private void signIn(Browser browser, Person person) {
        Page second = SignIn.password(browser, browser.open("/login"), person);
        assertThat(SignIn.code(browser, second, people.nextCode()).path()).isEqualTo("/account");
    }

    private UUID computer(String name) {
        return jdbc.sql("select id from shared_computer where name = ?")
                .param(name)
                .query(UUID.class)
                .single();
    }

    private long count(String sql, Person person) {
        return jdbc.sql(sql).param(person.id()).query(Long.class).single();
    }

    private void allowTrust(int days) {
        rules.save(
                new TrustedBrowserRules(rules.current().version(), days, Map.of(), false),
                people.person().id());
    }
}
