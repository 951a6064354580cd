package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 8628 from the device's first request to its tokens (OID-10, OID-20). */
@Requirement({"OID-10", "OID-20"})
@ProtocolTest
class DeviceFlowTests {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Lms lms;
    private Browser browser;
    private Person person;

    @BeforeEach
    void signedInPerson() {
        people.twoFactor(true, true);
        lms = people.lms(people.client(Map.of("grantTypes", List.of(Device.GRANT, "refresh_token"))));
        person = people.withApp();
        browser = people.browser();
    }

    private void signIn() {
        SignIn.throughApp(people, browser, "/device", person);
    }

    /** RFC 8628 section 3.2; WEB-08: addresses come from the issuer. */
    @Requirement("WEB-08")
    @Test
    void beginWhenTheClientHasTheGrantThenCodesAndAddresses() {
        Answer codes = Device.begin(lms, "openid").codes();

        assertThat(codes.status()).isEqualTo(200);
        assertThat(codes.header("Cache-Control")).contains("no-store");
        assertThat(codes.text("user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(codes.text("device_code")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(codes.text("verification_uri")).isEqualTo("http://localhost:9000/device");
        assertThat(codes.text("verification_uri_complete"))
                .isEqualTo("http://localhost:9000/device?user_code=" + codes.text("user_code"));
        assertThat(codes.json().get("expires_in").asInt()).isBetween(595, 600);
        assertThat(codes.json().get("interval").asInt()).isEqualTo(5);
    }

    /** OID-11: both factors before the code can be entered; OID-10, OID-12: the tokens say so, also after a refresh. */
    @Requirement({"OID-10", "OID-11", "OID-12"})
    @Test
    void pollWhenAllowedThenTokensOfTheSessionThatAllowedIt() {
        Device device = Device.begin(lms, "openid profile");
        assertThat(device.poll().text("error")).isEqualTo("authorization_pending");
        Page login = browser.open("/device?user_code=" + device.userCode());
        assertThat(login.path()).isEqualTo("/login");
        Page second = SignIn.password(browser, login, person);
        assertThat(second.path()).isEqualTo("/login/second-factor");
        Page entry = SignIn.code(browser, second, people.nextCode());
        assertThat(entry.path()).isEqualTo("/device");
        assertThat(entry.body()).contains("value=\"" + device.userCode() + "\"");
        assertThat(entry.text()).contains("Continue only if your device shows this code");

        Page confirmation = browser.submit(entry, "/device", Map.of("userCode", device.userCode()));
        assertThat(confirmation.text())
                .contains("Allow Moodle to use your account?", "only if you started this yourself", person.username())
                .contains("Your name and username")
                .doesNotContain("Your email address");
        assertThat(confirmation.header("Content-Security-Policy")).endsWith("form-action 'self'");
        assertThat(Device.decide(browser, confirmation, "allow").text()).contains("Your device is connected");

        people.clock().advance(Duration.ofSeconds(5));
        Answer tokens = device.poll();
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        assertProof(tokens.idToken());
        assertProof(tokens.accessToken());
        assertThat(tokens.idToken().get("aud").asString()).isEqualTo(lms.clientId());
        assertThat(tokens.idToken().has("nonce")).isFalse();
        JsonNode userInfo = lms.userInfo(tokens.text("access_token")).json();
        assertThat(userInfo.get("preferred_username").asString()).isEqualTo(person.username());
        Answer refreshed = lms.refresh(tokens.text("refresh_token"));
        assertProof(refreshed.accessToken());
        assertThat(refreshed.accessToken().get("sid"))
                .isEqualTo(tokens.idToken().get("sid"));
        assertThat(events("device.allowed")).isEqualTo(1);
    }

    private void assertProof(JsonNode claims) {
        assertThat(claims.get("sub").asString()).isEqualTo(person.id().toString());
        assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        assertThat(claims.get("acr").asString()).isEqualTo("https://refeds.org/profile/mfa");
        assertThat(claims.get("auth_time").isNumber()).isTrue();
        assertThat(claims.get("sid").asString()).isNotEmpty();
    }

    /** OID-04, OID-06: of twenty that ask at once one gets tokens; the code that comes back later ends the family. */
    @Requirement({"OID-04", "OID-06"})
    @Test
    void pollWhenTwentyTimesInParallelThenOneSucceeds() throws Exception {
        signIn();
        Device device = Device.begin(lms, "openid offline_access");
        device.allow(browser);

        List<Answer> answers = Parallel.times(20, device::poll);

        List<Answer> winners =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.text("error").equals("slow_down"));
        Answer refreshed = lms.refresh(winners.get(0).text("refresh_token"));
        assertThat(refreshed.status()).isEqualTo(200);
        people.clock().advance(Duration.ofSeconds(5));
        assertThat(device.poll().text("error")).isEqualTo("invalid_grant");
        assertThat(lms.refresh(refreshed.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** RFC 8628 section 3.5: five seconds between two questions; the early one does not start them anew. */
    @Test
    void pollWhenTooSoonThenSlowDown() {
        Device device = Device.begin(lms, "openid");

        assertThat(device.poll().text("error")).isEqualTo("authorization_pending");
        people.clock().advance(Duration.ofSeconds(4));
        Answer early = device.poll();
        assertThat(early.text("error")).isEqualTo("slow_down");
        assertThat(early.status()).isEqualTo(400);
        people.clock().advance(Duration.ofSeconds(1));
        assertThat(device.poll().text("error")).isEqualTo("authorization_pending");
    }

    @Test
    void pollWhenRefusedThenAccessDeniedForGood() {
        signIn();
        Device device = Device.begin(lms, "openid");
        Page confirmation = device.enter(browser);

        assertThat(Device.decide(browser, confirmation, "cancel").text()).contains("was not connected");

        assertThat(device.poll().text("error")).isEqualTo("access_denied");
        assertThat(device.poll().text("error")).isEqualTo("access_denied");
        assertThat(browser.submit(confirmation, confirmation.path(), Map.of("decision", "allow"))
                        .status())
                .isEqualTo(403);
        assertThat(device.poll().text("error")).isEqualTo("access_denied");
        assertThat(events("device.refused")).isEqualTo(1);
    }

    @Test
    void pollWhenTheTimeIsOverThenExpiredToken() {
        signIn();
        Device device = Device.begin(lms, "openid");
        Device allowed = Device.begin(lms, "openid");
        allowed.allow(browser);
        Page entry = browser.open("/device");
        people.clock().advance(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(device.poll().text("error")).isEqualTo("expired_token");
        assertThat(allowed.poll().text("error")).isEqualTo("expired_token");
        Page late = browser.submit(entry, "/device", Map.of("userCode", device.userCode()));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text()).contains("That code is not correct or has expired");
    }

    /** Contract, section 4: without offline_access it lives with the session, also between word and tokens. */
    @Test
    void pollWhenSignedOutMeanwhileThenNothingIsIssued() {
        signIn();
        Device allowed = Device.begin(lms, "openid offline_access");
        allowed.allow(browser);
        Device bound = Device.begin(lms, "openid");
        bound.allow(browser);
        String refreshToken = bound.poll().text("refresh_token");

        browser.submit(browser.open("/account"), "/logout", Map.of());

        assertThat(allowed.poll().text("error")).isEqualTo("invalid_grant");
        assertThat(lms.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
    }

    /** What was allowed is on the profile page, and ends when it is taken back (OID-14). */
    @Requirement("OID-14")
    @Test
    void withdrawWhenADeviceWasAllowedThenItsTokensEnd() {
        signIn();
        Device device = Device.begin(lms, "openid offline_access");
        device.allow(browser);
        String refreshToken = device.poll().text("refresh_token");
        Page account = browser.open("/account");
        String client = jdbc.sql("select id::text from client where client_id = ?")
                .param(lms.clientId())
                .query(String.class)
                .single();

        browser.submit(account, "/account/applications/" + client + "/withdraw", Map.of());

        assertThat(lms.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
    }

    /** OID-23. */
    @Requirement("OID-23")
    @Test
    void discoveryWhenSwitchedOnThenNamesTheEndpoint() {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            JsonNode metadata = lms.get(path).json();
            assertThat(metadata.get("device_authorization_endpoint").asString())
                    .isEqualTo("http://localhost:9000" + Device.ENDPOINT);
            assertThat(metadata.get("grant_types_supported").toString()).contains(Device.GRANT);
        }
    }

    private int events(String event) {
        return jdbc.sql("select count(*) from audit_event where user_id = ? and event = ?")
                .params(person.id(), event)
                .query(Integer.class)
                .single();
    }
}
