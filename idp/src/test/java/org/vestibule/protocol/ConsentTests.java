package org.vestibule.protocol;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-14: the person is asked, the answer is kept, and can be taken back. */
@Requirement("OID-14")
@ProtocolTest
class ConsentTests {

    private static final Map<String, String> ALLOW = Map.of("decision", "allow");

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    private Lms lms;
    private Browser browser;
    private Person person;

    @BeforeEach
    void aPersonAndAnLmsThatAsks() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("consent", true)));
        person = people.withApp();
        browser = people.browser();
    }

    /** MFA-02, OID-14: after both factors; name, host and scopes in words; the form may end at the LMS. */
    @Requirement({"MFA-02", "OID-14"})
    @Test
    void authorizeWhenTheClientNeedsConsentThenAsksAfterBothFactorsAndKeepsTheAnswer() {
        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);
        assertThat(second.path()).isEqualTo("/login/second-factor");

        Page page = SignIn.code(browser, second, people.nextCode());

        assertThat(page.path()).isEqualTo("/consent");
        assertThat(page.text())
                .contains("Allow Moodle to use your account?", "localhost", person.username())
                .contains("Your name and username", "Your email address")
                .doesNotContain("Your groups");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self' http://localhost:1");
        Page callback = browser.submit(page, "/consent", ALLOW);
        assertThat(lms.redeem(callback.parameter("code")).status()).isEqualTo(200);
        assertThat(browser.get(lms.authorize()).parameter("code")).isNotEmpty();
        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("code"))
                .isNotEmpty();
        assertThat(events("consent.given")).isEqualTo(1);
    }

    /** RFC 6749 section 4.1.2.1, RFC 9207. */
    @Test
    void authorizeWhenRefusedThenTheLmsGetsAccessDeniedAndTheNextRequestAsksAgain() {
        Page page = SignIn.throughApp(people, browser, lms.authorize(), person);

        Page callback = browser.submit(page, "/consent", Map.of("decision", "cancel"));

        assertThat(callback.location()).startsWith(People.REDIRECT);
        assertThat(callback.parameter("error")).isEqualTo("access_denied");
        assertThat(callback.parameter("state")).isEqualTo("the-state");
        assertThat(callback.parameter("iss")).isNotEmpty();
        assertThat(browser.get(lms.authorize()).location()).startsWith("/consent?");
        assertThat(events("consent.refused")).isEqualTo(1);
    }

    /** OpenID Connect Core section 3.1.2.6. */
    @Test
    void authorizeWhenPromptIsNoneWithoutConsentThenConsentRequired() {
        SignIn.throughApp(people, browser, lms.authorize(), person);

        assertThat(browser.get(lms.authorize("prompt", "none")).parameter("error"))
                .isEqualTo("consent_required");
    }

    @Test
    void authorizeWhenAScopeIsAddedThenAsksAgain() {
        browser.submit(SignIn.throughApp(people, browser, lms.authorize(), person), "/consent", ALLOW);

        assertThat(browser.get(lms.authorize("scope", "openid email")).parameter("code"))
                .isNotEmpty();
        Page more = browser.open(lms.authorize("scope", "openid groups"));
        assertThat(more.text()).contains("Your groups and roles");
        browser.submit(more, "/consent", ALLOW);
        assertThat(browser.get(lms.authorize("scope", "openid profile groups")).parameter("code"))
                .isNotEmpty();
    }

    /** OID-13: asked although it was allowed before; one answer, one code. */
    @Requirement("OID-13")
    @Test
    void authorizeWhenPromptIsConsentThenTheAnswerCountsOnceAndForItsRequestOnly() {
        Lms ours = people.lms(people.client());
        Page page = SignIn.throughApp(people, browser, ours.authorize("prompt", "consent"), person);
        Page answer = browser.post(page, "/consent", ALLOW);
        String back = answer.location();

        assertThat(browser.get(back.replace("the-state", "other")).location()).startsWith("/consent?");
        assertThat(browser.get(back).parameter("code")).isNotEmpty();
        assertThat(browser.get(back).location()).startsWith("/consent?");
        // the same form a second time
        assertThat(browser.submit(page, "/consent", ALLOW).path()).isEqualTo("/consent");
        assertThat(browser.get(ours.authorize("prompt", "consent", "vestibule_consent", "forged"))
                        .location())
                .startsWith("/consent?");
    }

    @Test
    void authorizeWhenPromptIsLoginAndConsentThenBothAreAskedOnce() {
        SignIn.throughApp(people, browser, lms.authorize(), person);

        Page page = SignIn.throughApp(people, browser, lms.authorize("prompt", "login consent"), person);

        assertThat(page.path()).isEqualTo("/consent");
        assertThat(browser.submit(page, "/consent", ALLOW).parameter("code")).isNotEmpty();
    }

    /** WEB-01, and an answer in one browser is worth nothing in another. */
    @Requirement("WEB-01")
    @Test
    void answerWhenForgedThenNothingIsAllowed() {
        Page page = SignIn.throughApp(people, browser, lms.authorize(), person);
        String signed = page.hidden("/consent").get("request");

        assertThat(browser.postRaw("/consent", Map.of("request", signed, "decision", "allow"))
                        .status())
                .isEqualTo(403);
        Browser other = people.browser();
        Person otherPerson = people.withApp();
        Page otherPage = SignIn.throughApp(people, other, lms.authorize(), otherPerson);
        assertThat(other.post(otherPage, "/consent", Map.of("request", signed, "decision", "allow"))
                        .status())
                .isEqualTo(403);
        String back = browser.post(page, "/consent", ALLOW).location();
        assertThat(other.get(back).location()).startsWith("/consent?");
        assertThat(other.open("/consent").status()).isEqualTo(403);
    }

    /** Contract, section 4: withdrawing ends also what outlives sessions. WEB-12: what is not one's own is not found. */
    @Requirement("WEB-12")
    @Test
    void withdrawWhenAllowedThenTheTokensEndAndTheNextRequestAsks() {
        String authorize = lms.authorize("scope", "openid offline_access");
        Page callback = browser.submit(SignIn.throughApp(people, browser, authorize, person), "/consent", ALLOW);
        String refreshToken = lms.redeem(callback.parameter("code")).text("refresh_token");
        Page account = browser.open("/account");
        assertThat(account.text()).contains("Applications I allowed", "Moodle", "Access while you are signed out");
        String withdraw = "/account/applications/" + clientRow() + "/withdraw";
        Browser other = people.browser();
        SignIn.throughApp(people, other, people.lms(people.client()).authorize(), people.withApp());
        String foreign = other.open("/account").hidden("/logout").get("_csrf");
        assertThat(other.postRaw(withdraw, Map.of("_csrf", foreign)).status()).isEqualTo(404);

        Page after = browser.submit(account, withdraw, Map.of());

        assertThat(after.text()).contains("cannot use your account any more").doesNotContain("Applications I allowed");
        assertThat(lms.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
        assertThat(browser.get(authorize).location()).startsWith("/consent?");
        assertThat(events("consent.withdrawn")).isEqualTo(1);
    }

    /** Contract, section 4: a withdrawal at the same moment as the request wins, whatever the gate has seen. */
    @Test
    void withdrawWhenTheRequestHasPassedTheGateThenThereIsNoCode() throws Exception {
        browser.submit(SignIn.throughApp(people, browser, lms.authorize(), person), "/consent", ALLOW);
        try (Connection withdrawal = dataSource.getConnection()) {
            withdrawal.setAutoCommit(false);
            try (PreparedStatement delete = withdrawal.prepareStatement("delete from consent where user_id = ?")) {
                delete.setObject(1, person.id());
                assertThat(delete.executeUpdate()).isEqualTo(1);
            }
            CompletableFuture<Page> request = CompletableFuture.supplyAsync(() -> browser.get(lms.authorize()));
            while (!request.isDone() && !someoneWaitsForALock()) {
                Thread.onSpinWait();
            }
            withdrawal.commit();

            Page answer = request.get(10, TimeUnit.SECONDS);
            assertThat(answer.parameter("code")).isEmpty();
            assertThat(answer.parameter("error")).isEqualTo("access_denied");
        }
    }

    private boolean someoneWaitsForALock() {
        return jdbc.sql("select exists (select 1 from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like 'insert into authorization_grant%')")
                .query(Boolean.class)
                .single();
    }

    /** OpenID Connect Core section 11: offline_access is no reason to refuse. */
    @Test
    void authorizeWhenOfflineAccessComesWithPromptConsentThenARefreshTokenIsIssued() {
        Page page = SignIn.throughApp(
                people, browser, lms.authorize("scope", "openid offline_access", "prompt", "consent"), person);

        Page callback = browser.submit(page, "/consent", ALLOW);

        assertThat(lms.redeem(callback.parameter("code")).text("refresh_token")).isNotEmpty();
    }

    private String clientRow() {
        return jdbc.sql("select id::text from client where client_id = ?")
                .param(lms.clientId())
                .query(String.class)
                .single();
    }

    private int events(String event) {
        List<String> found = jdbc.sql("select event from audit_event where user_id = ? and event = ?")
                .params(person.id(), event)
                .query(String.class)
                .list();
        return found.size();
    }
}
