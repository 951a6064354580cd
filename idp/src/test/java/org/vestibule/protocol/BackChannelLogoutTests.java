package org.vestibule.protocol;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-15, OpenID Connect Back-Channel Logout 1.0. */
@Requirement("OID-15")
@ProtocolTest
class BackChannelLogoutTests {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private final LogoutReceiver first = new LogoutReceiver();
    private final LogoutReceiver second = new LogoutReceiver();
    private Browser browser;
    private Person person;
    private Lms lms;
    private Lms other;
    private Answer tokens;

    @BeforeEach
    void signedInAtBoth() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("backchannelLogoutUri", first.address())));
        other = people.lms(people.client(Map.of("backchannelLogoutUri", second.address())));
        browser = people.browser();
        person = people.withApp();
        tokens = lms.redeem(
                SignIn.throughApp(people, browser, lms.authorize(), person).parameter("code"));
        other.redeem(browser.get(other.authorize()).parameter("code"));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private Page signOut() {
        return browser.submit(browser.open("/account"), "/logout", Map.of());
    }

    private String sid() throws Exception {
        return SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getStringClaim("sid");
    }

    private List<Map<String, Object>> audit() throws Exception {
        return jdbc.sql("""
                        select client_id, result, detail::text as detail from audit_event
                        where event = 'logout.backchannel' and session_id = ? order by client_id
                        """).param(UUID.fromString(sid())).query().listOfRows();
    }

    /** Section 2.4: the claims, and nothing that an ID token has; signed by a published key. */
    @Test
    void signOutWhenTwoLmssTookPartThenEachGetsALogoutToken() throws Exception {
        Page done = signOut();

        assertThat(done.text()).contains("You are signed out").contains("Also signed out of: Moodle Moodle");
        SignedJWT token = first.next();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "jti", "sid", "events");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:9000");
        assertThat(claims.getSubject()).isEqualTo(person.id().toString());
        assertThat(claims.getAudience()).containsExactly(lms.clientId());
        assertThat(claims.getStringClaim("sid")).isEqualTo(sid());
        assertThat(claims.getJSONObjectClaim("events"))
                .isEqualTo(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofMinutes(2)));
        String keys = browser.get("/oauth2/jwks").body();
        assertThat(token.verify(new RSASSAVerifier(JWKSet.parse(keys)
                        .getKeyByKeyId(token.getHeader().getKeyID())
                        .toRSAKey())))
                .isTrue();
        assertThat(second.next().getJWTClaimsSet().getAudience()).containsExactly(other.clientId());
        assertThat(audit()).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("result", "success"));
    }

    /** The token is there when the browser comes back to the LMS. */
    @Test
    void endSessionWhenAnLmsSignsOutThenAllAreToldBeforeTheBrowserIsBack() throws Exception {
        Page answer = browser.get("/connect/logout?"
                + Browser.encode(Map.of(
                        "id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", "http://localhost:1/")));

        assertThat(answer.location()).isEqualTo("http://localhost:1/");
        assertThat(first.now()).isNotNull();
        assertThat(second.now()).isNotNull();
        people.clock().advance(Duration.ofMinutes(1));
        Page account =
                SignIn.code(browser, SignIn.password(browser, browser.open("/login"), person), people.nextCode());
        assertThat(account.text()).contains("When you last signed out Also signed out of: Moodle Moodle");
    }

    @Test
    void signOutWhenAnLmsIsDeadThenItNeverTakesLongAndThePageSaysSo() throws Exception {
        first.answer(0);
        Instant before = Instant.now();

        Page done = signOut();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(done.text())
                .contains("Also signed out of: Moodle ")
                .contains("These have not confirmed that you are signed out: Moodle ");
        assertThat(second.next()).isNotNull();
    }

    /** An LMS that hangs holds up nobody else, however much it is owed. */
    @Test
    void signOutWhenAnLmsHangsAndIsOwedMuchThenTheOthersAreToldSoon() throws Exception {
        first.answer(0);
        people.clock().advance(Duration.ofSeconds(1));
        jdbc.sql("""
                        insert into logout_message (id, session_id, user_id, client_id, created_at, next_attempt_at)
                        select gen_random_uuid(), gen_random_uuid(), ?, id, ?, ?
                        from client, generate_series(1, 160) where client_id = ?
                        """).params(person.id(), now(), now(), lms.clientId()).update();
        first.next();
        Instant before = Instant.now();

        signOut();

        assertThat(second.next()).isNotNull();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    private OffsetDateTime now() {
        return people.clock().instant().atOffset(ZoneOffset.UTC);
    }

    @Test
    void signOutWhenAnLmsRefusesThenItIsToldAgainUntilItConfirms() throws Exception {
        first.answer(503);
        signOut();
        SignedJWT refused = first.next();
        first.answer(204);

        people.clock().advance(Duration.ofSeconds(11));
        SignedJWT again = first.next();

        assertThat(again.getJWTClaimsSet().getJWTID())
                .isNotEqualTo(refused.getJWTClaimsSet().getJWTID());
        assertThat(again.getJWTClaimsSet().getStringClaim("sid")).isEqualTo(sid());
    }

    @Test
    void signOutWhenAnLmsNeverConfirmsThenItIsGivenUpAndTheAuditTrailSaysSo() throws Exception {
        first.answer(500);
        signOut();
        first.next();
        for (int attempt = 2; attempt <= 7; attempt++) {
            people.clock().advance(Duration.ofHours(2));
            first.next();
        }

        assertThat(second.next()).isNotNull();
        people.clock().advance(Duration.ofHours(2));
        signInAndOutAgain();
        assertThat(audit())
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("client_id", lms.clientId())
                        .containsEntry("result", "failure")
                        .containsEntry("detail", "{\"outcome\": \"500\", \"attempts\": 7}"));
    }

    // by then the last attempt's result, which is written after its answer, is there too
    private void signInAndOutAgain() throws InterruptedException {
        other.redeem(
                SignIn.throughApp(people, browser, other.authorize(), person).parameter("code"));
        signOut();
        second.next();
    }

    @Test
    void passwordChangeWhenOtherSessionsEndThenTheirLmssAreTold() throws Exception {
        Browser elsewhere = people.browser();
        Page second = SignIn.password(elsewhere, elsewhere.open("/login"), person);
        SignIn.code(elsewhere, second, people.nextCode());

        Page form = elsewhere.open("/account/password");
        elsewhere.submit(
                form,
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", "seven green kites over water"));

        assertThat(first.next().getJWTClaimsSet().getStringClaim("sid")).isEqualTo(sid());
        assertThat(this.second.next()).isNotNull();
    }

    @Test
    void discoveryWhenReadThenAnnouncesLogout() {
        assertThat(browser.get("/.well-known/openid-configuration").body())
                .contains(
                        "\"backchannel_logout_supported\":true",
                        "\"backchannel_logout_session_supported\":true",
                        "\"frontchannel_logout_supported\":true",
                        "\"frontchannel_logout_session_supported\":true");
    }

    /** Front-Channel Logout, section 3: the browser loads each address with iss and sid, then goes on to the LMS. */
    @Test
    void endSessionWhenAnLmsIsToldByTheBrowserThenThePageLoadsItAndGoesOn() throws Exception {
        Lms framed = people.lms(people.client(Map.of("frontchannelLogoutUri", "http://localhost:1/front?x=y")));
        framed.redeem(browser.get(framed.authorize()).parameter("code"));

        Page page = browser.open("/connect/logout?"
                + Browser.encode(Map.of(
                        "id_token_hint", tokens.text("id_token"),
                        "post_logout_redirect_uri", "http://localhost:1/",
                        "state", "a b")));

        assertThat(page.path()).isEqualTo("/signed-out");
        assertThat(page.body())
                .contains("src=\"http://localhost:1/front?x=y&amp;iss=http%3A%2F%2Flocalhost%3A9000&amp;sid=" + sid()
                        + "\"");
        assertThat(page.header("Content-Security-Policy")).contains("frame-src http://localhost:1;");
        assertThat(page.header("Refresh")).isEqualTo("3; url=http://localhost:1/?state=a%20b");
        assertThat(page.body()).contains("href=\"http://localhost:1/?state=a%20b\"");
        assertThat(page.text()).contains("Also signed out of:");
        String forged = page.response().uri().toString().replaceFirst("ended=[^&]*", "ended=" + sid() + ".AAAA");
        Page nothing = browser.get(
                URI.create(forged).getRawPath() + "?" + URI.create(forged).getRawQuery());
        assertThat(nothing.body()).doesNotContain("<iframe");
        assertThat(nothing.header("Refresh")).isEmpty();
        assertThat(nothing.header("Content-Security-Policy")).doesNotContain("frame-src");
    }
}
