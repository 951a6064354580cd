package org.vestibule.protocol;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** "Next learner" leaves nothing of a person at a shared computer, nor at the LMSs (OID-15, WEB-05). */
@Requirement({"OID-15", "WEB-05"})
@ProtocolTest
class NextLearnerTests {

    private static final String NEXT = "/next-learner";
    private static final String FROM_SIGN_IN = "/login/next-learner";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private final LogoutReceiver first = new LogoutReceiver();
    private final LogoutReceiver second = new LogoutReceiver();
    private Browser browser;
    private Person person;
    private Lms lms;
    private Answer tokens;

    @BeforeEach
    void signedInAtTwoLmss() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("backchannelLogoutUri", first.address())));
        Lms other = people.lms(people.client(
                Map.of("backchannelLogoutUri", second.address(), "frontchannelLogoutUri", "http://localhost:1/front")));
        browser = LabModeTests.room(people, "Room 12");
        person = people.withApp();
        String authorize = lms.authorize("scope", "openid offline_access");
        tokens =
                lms.redeem(SignIn.throughApp(people, browser, authorize, person).parameter("code"));
        other.redeem(browser.get(other.authorize()).parameter("code"));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void nextLearnerWhenPressedThenSignedOutEverywhereAndThePageSaysSo() throws Exception {
        String sid = tokens.idToken().path("sid").asString();

        Page done = browser.submit(browser.open("/account"), NEXT, Map.of());

        assertThat(done.text())
                .contains("You are signed out", "Also signed out of: Moodle Moodle", "Sign in")
                .contains("The computer is free for the next learner")
                .doesNotContain(person.username(), "Sign in again");
        assertThat(done.body()).contains("http://localhost:1/front?");
        assertThat(first.next().getJWTClaimsSet().getStringClaim("sid")).isEqualTo(sid);
        assertThat(second.next().getJWTClaimsSet().getStringClaim("sid")).isEqualTo(sid);
        assertThat(lms.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(lms.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(browser.open("/account").path()).isEqualTo("/login");
        assertThat(jdbc.sql("select detail ->> 'name' from audit_event where event = ? and user_id = ?")
                        .params("shared-computer.next-learner", person.id())
                        .query(String.class)
                        .list())
                .containsExactly("Room 12");
    }

    @Test
    void nextLearnerWhenPressedThenOnlyTheComputersOwnCookieIsLeft() {
        browser.cookies().put("vestibule_trust", "x".repeat(43) + "." + "x".repeat(43));
        browser.cookies().put("vestibule_language", "de.1");

        HttpResponse<String> answer =
                browser.post(browser.open("/account"), NEXT, Map.of()).response();

        assertThat(browser.cookies()).containsOnlyKeys(LabModeTests.COOKIE);
        assertThat(answer.headers().firstValue("Clear-Site-Data")).contains("\"cache\", \"storage\"");
        Page form = browser.open("/login");
        assertThat(form.body()).contains("value=\"\"").doesNotContain(person.username());
        assertThat(form.text()).contains("Room 12").doesNotContain("Whoever was here before");
    }

    @Test
    void nextLearnerWhenPressedTwiceAtOnceThenEndsOnceAndBothShowTheSame() throws Exception {
        Page page = browser.open("/account");
        Callable<Page> press = () -> browser.copy().submit(page, NEXT, Map.of());
        List<Future<Page>> both;
        try (Threads threads = new Threads()) {
            both = threads.pool().invokeAll(List.of(press, press));
        }
        assertThat(both)
                .allSatisfy(each -> assertThat(each.get().text())
                        .contains("You are signed out", "Also signed out of: Moodle Moodle"));
        assertThat(jdbc.sql("select event from audit_event where user_id = ? and event in (?, ?)")
                        .params(person.id(), "session.ended", "shared-computer.next-learner")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("session.ended", "shared-computer.next-learner");
    }

    /** By then the LMS's session may be all that is left of the person. */
    @Test
    void nextLearnerWhenTheSessionIsIdleThenTheSignInPageOffersItAndTheLmssAreTold() throws Exception {
        people.clock().advance(Duration.ofMinutes(30));
        Page login = browser.open("/account");
        assertThat(login.path()).isEqualTo("/login");
        assertThat(login.text()).contains("Whoever was here before").doesNotContain(person.username());

        Page done = browser.submit(login, FROM_SIGN_IN, Map.of());

        assertThat(done.text()).contains("Also signed out of: Moodle Moodle");
        assertThat(first.next()).isNotNull();
        assertThat(browser.open("/login").text()).doesNotContain("Whoever was here before");
    }

    @Test
    void signInWhenSomebodyElseLeftAnIdleSessionThenItsLmssAreTold() throws Exception {
        people.clock().advance(Duration.ofMinutes(30));
        Person next = people.person();

        assertThat(SignIn.password(browser, browser.open("/login"), next).text())
                .contains(next.username())
                .doesNotContain(person.username());

        assertThat(first.next().getJWTClaimsSet().getSubject())
                .isEqualTo(person.id().toString());
        assertThat(second.next()).isNotNull();
    }

    /** All proofs anew, and the same session, so that the LMSs of before are still told at the end. */
    @Test
    void signInWhenTheSamePersonComesBackThenTheSessionGoesOn() throws Exception {
        people.clock().advance(Duration.ofMinutes(30));

        Page asked = SignIn.password(browser, browser.open("/login"), person);
        assertThat(asked.path()).isEqualTo("/login/second-factor");
        assertThat(browser.open("/account").path()).isEqualTo("/login/second-factor");
        assertThat(SignIn.code(browser, asked, people.nextCode()).path()).isEqualTo("/account");
        assertThat(first.now()).isNull();

        browser.submit(browser.open("/account"), NEXT, Map.of());
        assertThat(first.next().getJWTClaimsSet().getStringClaim("sid"))
                .isEqualTo(tokens.idToken().path("sid").asString());
    }

    @Test
    void pageWhenSharedThenEveryOneHasTheButtonAndElsewhereNone() {
        Lms asking = people.lms(people.client(Map.of("consent", true)));
        for (String address : List.of("/account", "/account/sessions", "/account/two-factor", asking.authorize())) {
            assertThat(browser.open(address).body()).as(address).contains("action=\"" + NEXT + "\"");
        }
        Browser elsewhere = people.browser();
        SignIn.password(elsewhere, elsewhere.open("/login"), people.person());
        assertThat(elsewhere.open("/account").body()).doesNotContain(NEXT);
    }

    /** WEB-01. */
    @Requirement("WEB-01")
    @Test
    void nextLearnerWhenTheFormIsForgedThenNothingEnds() {
        assertThat(browser.postRaw(NEXT, Map.of()).status()).isEqualTo(403);
        assertThat(browser.postRaw(FROM_SIGN_IN, Map.of()).status()).isEqualTo(403);
        assertThat(browser.open("/account").path()).isEqualTo("/account");
    }

    /** An LMS that does not confirm is named. */
    @Test
    void nextLearnerWhenAnLmsRefusesThenThePageSaysSo() {
        second.answer(500);
        assertThat(browser.submit(browser.open("/account"), NEXT, Map.of()).text())
                .contains("Also signed out of: Moodle", "These have not confirmed that you are signed out: Moodle");
    }

    @Test
    void sessionWhenTheComputerIsRemovedMeanwhileThenTheButtonStays() {
        jdbc.sql(
                        "update shared_computer set removed_at = now() where id = (select shared_computer_id from login_session"
                                + " where id = ?)")
                .param(UUID.fromString(tokens.idToken().path("sid").asString()))
                .update();
        Page done = browser.submit(browser.open("/account"), NEXT, Map.of());
        assertThat(done.text()).contains("Also signed out of: Moodle Moodle");
    }

    private record Threads(ExecutorService pool) implements AutoCloseable {

        Threads() {
            this(Executors.newFixedThreadPool(2));
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
