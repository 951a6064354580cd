package org.vestibule.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.dpop.ProvingKey;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 8693: a server gets a token for another server, never wider or longer than the person's (MFA-09, OID-18, OID-20). */
@Requirement({"MFA-09", "OID-18", "OID-20"})
@ProtocolTest
class TokenExchangeTests {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final String GRADES = "https://grades.example.org";
    private static final String ISSUER = "http://localhost:9000";
    private static final String MFA = "https://refeds.org/profile/mfa";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Lms lms;
    private Lms server;
    private Browser browser;
    private Person person;
    private Answer tokens;

    @BeforeEach
    void aPersonAtAnLmsWithAServerBehind() {
        people.twoFactor(true, true);
        lms = people.lms(people.client());
        server = people.lms(server(Map.of()));
        browser = people.browser();
        person = people.withApp();
        tokens = lms.redeem(
                SignIn.throughApp(people, browser, lms.authorize(), person).parameter("code"));
    }

    private String server(Map<String, ?> settings) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "grantTypes",
                List.of(GRANT),
                "redirectUris",
                List.of(),
                "scopes",
                List.of("openid", "email", "groups"),
                "exchangeAudiences",
                List.of(GRADES)));
        all.putAll(settings);
        return people.client(all);
    }

    private static Answer exchange(Lms server, String token, String... more) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("grant_type", GRANT, "subject_token", token, "subject_token_type", ACCESS_TOKEN));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return server.token(form);
    }

    private String accessToken() {
        return tokens.text("access_token");
    }

    private static boolean active(Lms server, Answer exchanged) {
        return server.introspect(exchanged.text("access_token"))
                .json()
                .get("active")
                .asBoolean();
    }

    /** OID-10, OID-12: the proof is that of the sign-in; RFC 8693 sections 2.2.1 and 4.1. */
    @Requirement({"OID-10", "OID-12"})
    @Test
    void exchangeWhenAllowedThenATokenForTheOtherServerWithTheSameProof() {
        Answer answer = exchange(server, accessToken(), "audience", GRADES);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.text("issued_token_type")).isEqualTo(ACCESS_TOKEN);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.text("scope")).isEqualTo("email");
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(answer.json().has("id_token")).isFalse();
        JsonNode before = tokens.accessToken();
        JsonNode after = answer.accessToken();
        assertThat(Lms.header(answer.text("access_token")).get("typ").asString())
                .isEqualTo("at+jwt");
        assertThat(after.get("aud").asString()).isEqualTo(GRADES);
        assertThat(after.get("client_id").asString()).isEqualTo(server.clientId());
        assertThat(after.get("act").toString()).isEqualTo("{\"sub\":\"" + server.clientId() + "\"}");
        for (String kept : List.of("sub", "sid", "amr", "acr", "auth_time")) {
            assertThat(after.get(kept)).as(kept).isEqualTo(before.get(kept));
        }
        Answer introspected = server.introspect(answer.text("access_token"));
        assertThat(introspected.json().get("active").asBoolean()).isTrue();
        assertThat(introspected.json().get("act").get("sub").asString()).isEqualTo(server.clientId());
        assertThat(lms.introspect(answer.text("access_token"))
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
        assertThat(jdbc.sql("select detail->>'audience' from audit_event where event = 'token.exchanged'"
                                + " and user_id = ? and client_id = ?")
                        .params(person.id(), server.clientId())
                        .query(String.class)
                        .single())
                .isEqualTo(GRADES);
    }

    @Test
    void exchangeWhenTheTokenIsOldThenTheNewOneEndsWithIt() {
        people.clock().advance(Duration.ofMinutes(4));

        JsonNode after = exchange(server, accessToken()).accessToken();

        assertThat(after.get("exp")).isEqualTo(tokens.accessToken().get("exp"));
        people.clock().advance(Duration.ofSeconds(61));
        assertThat(exchange(server, accessToken()).text("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "audience, https://other.example.org, invalid_target",
        "resource, https://other.example.org, invalid_target",
        "audience, " + ISSUER + ", invalid_target",
        "scope, email profile, invalid_scope",
        "scope, groups, invalid_scope",
        "scope, openid, invalid_scope",
        "subject_token, nonsense, invalid_request",
        "subject_token_type, urn:ietf:params:oauth:token-type:id_token, unsupported_token_type",
        "requested_token_type, urn:ietf:params:oauth:token-type:refresh_token, unsupported_token_type",
    })
    void exchangeWhenItAsksForMoreThenRefused(String parameter, String value, String error) {
        assertThat(exchange(server, accessToken(), parameter, value).text("error"))
                .isEqualTo(error);
    }

    @Test
    void exchangeWhenAnActorTokenComesThenRefused() {
        Answer answer = exchange(server, accessToken(), "actor_token", accessToken(), "actor_token_type", ACCESS_TOKEN);

        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    /** Only a live access token of a person is one. */
    @Test
    void exchangeWhenTheTokenIsNoAccessTokenOfAPersonThenRefused() {
        String own = lms.token(Map.of("grant_type", "client_credentials", "scope", "email"))
                .text("access_token");
        for (String token : List.of(tokens.text("refresh_token"), tokens.text("id_token"), own)) {
            assertThat(exchange(server, token).text("error")).isEqualTo("invalid_request");
        }
        lms.post("/oauth2/revoke", Map.of("token", accessToken()), People.SECRET);

        assertThat(exchange(server, accessToken()).text("error")).isEqualTo("invalid_request");
    }

    @Test
    void exchangeWhenTheClientHasNotThisGrantThenUnauthorizedClient() {
        assertThat(exchange(lms, accessToken()).text("error")).isEqualTo("unauthorized_client");
    }

    /** Contract, section 6: nothing outlives what it came of. */
    @Test
    void exchangedTokenWhenTheSessionEndsThenIsDead() {
        Answer exchanged = exchange(server, accessToken());
        assertThat(active(server, exchanged)).isTrue();

        browser.submit(browser.open("/account"), "/logout", Map.of());

        assertThat(active(server, exchanged)).isFalse();
        assertThat(exchange(server, accessToken()).text("error")).isEqualTo("invalid_request");
    }

    /** OID-04, OID-06: the family's end is the end of what came of it, at every remove. */
    @Requirement({"OID-04", "OID-06"})
    @Test
    void exchangedTokenWhenTheFamilyEndsThenIsDeadAtEveryRemove() {
        Lms further = people.lms(server(Map.of("exchangeAudiences", List.of("https://archive.example.org"))));
        Answer exchanged = exchange(server, accessToken());
        Answer again = exchange(further, exchanged.text("access_token"));
        assertThat(again.accessToken().get("act").toString())
                .isEqualTo("{\"sub\":\"" + further.clientId() + "\",\"act\":{\"sub\":\"" + server.clientId() + "\"}}");
        assertThat(active(further, again)).isTrue();

        lms.post("/oauth2/revoke", Map.of("token", tokens.text("refresh_token")), People.SECRET);

        assertThat(active(server, exchanged)).isFalse();
        assertThat(active(further, again)).isFalse();
    }

    @Test
    void exchangeWhenHandedOnWithoutEndThenRefused() {
        String token = accessToken();
        for (int times = 0; times < 4; times++) {
            token = exchange(server, token).text("access_token");
            assertThat(token).isNotEmpty();
        }

        assertThat(exchange(server, token).text("error")).isEqualTo("invalid_request");
    }

    /** OID-19: each client knows the person by its own name for them. */
    @Requirement("OID-19")
    @Test
    void exchangeWhenSubjectsArePairwiseThenItIsTheServersOwn() {
        Lms pairwise = people.lms(server(
                Map.of("subjectType", "pairwise", "sectorIdentifierUri", "https://grades.example.org/sector.json")));

        String sub = exchange(pairwise, accessToken()).accessToken().get("sub").asString();

        assertThat(sub).isNotEqualTo(person.id().toString());
        assertThat(exchange(pairwise, accessToken()).accessToken().get("sub").asString())
                .isEqualTo(sub);
    }

    /** OID-11: the server's own demand holds at this door too (MFA-09). */
    @Requirement({"MFA-09", "OID-11"})
    @Test
    void exchangeWhenTheServerWantsTwoFactorsThenAPasswordIsNotEnough() {
        Lms strict = people.lms(server(Map.of("requiredAcr", MFA)));
        assertThat(exchange(strict, accessToken()).status()).isEqualTo(200);
        Browser other = people.browser();
        Page callback = SignIn.password(other, other.open(lms.authorize()), people.person());
        String weak = lms.redeem(callback.parameter("code")).text("access_token");

        assertThat(exchange(strict, weak).text("error")).isEqualTo("invalid_request");
        assertThat(exchange(server, weak).accessToken().get("amr").toString()).isEqualTo("[\"pwd\"]");
    }

    /** Contract, section 4: the level that the LMS asked for is the one that is told, here too. */
    @Test
    void exchangeWhenTheLmsAskedForALowerLevelThenTheSameIsTold() {
        String sfa = "https://refeds.org/profile/sfa";
        Page callback = browser.get(
                lms.authorize("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"" + sfa + "\"}}}"));
        String token = lms.redeem(callback.parameter("code")).text("access_token");

        assertThat(exchange(server, token).accessToken().get("acr").asString()).isEqualTo(sfa);
    }

    /** OID-14: a server that people are asked about gets nothing before they were. */
    @Requirement("OID-14")
    @Test
    void exchangeWhenTheServerNeedsConsentThenRefusedUntilItIsGiven() {
        Lms asking = people.lms(server(Map.of("consent", true)));

        assertThat(exchange(asking, accessToken()).text("error")).isEqualTo("invalid_request");
    }

    /** OID-18: UserInfo is for tokens whose audience we are, within the scopes, without claims that the LMS asked for. */
    @Requirement("OID-18")
    @Test
    void userInfoWhenTheTokenIsForAnotherServerThenRefusedAndForUsAnswersWithinItsScopes() {
        Lms reader = people.lms(server(Map.of("exchangeAudiences", List.of(ISSUER, GRADES))));
        Page callback =
                browser.get(lms.authorize("claims", "{\"userinfo\":{\"email\":null},\"id_token\":{\"email\":null}}"));
        String token = lms.redeem(callback.parameter("code")).text("access_token");

        Answer elsewhere = exchange(reader, token, "audience", GRADES);
        Answer here = exchange(reader, token, "audience", ISSUER, "scope", "openid");

        assertThat(reader.userInfo(elsewhere.text("access_token")).status()).isEqualTo(403);
        JsonNode userInfo = reader.userInfo(here.text("access_token")).json();
        assertThat(userInfo.get("sub").asString()).isEqualTo(person.id().toString());
        assertThat(userInfo.has("email")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"jwt, opaque", "opaque, jwt", "opaque, opaque"})
    void exchangeWhenEitherTokenIsOpaqueThenItSaysTheSame(String ofTheLms, String ofTheServer) {
        Lms first = people.lms(people.client(Map.of("accessTokenFormat", ofTheLms)));
        Lms second = people.lms(server(Map.of("accessTokenFormat", ofTheServer)));
        String token =
                first.redeem(browser.get(first.authorize()).parameter("code")).text("access_token");

        Answer exchanged = exchange(second, token);

        JsonNode said = second.introspect(exchanged.text("access_token")).json();
        assertThat(said.get("act").get("sub").asString()).isEqualTo(second.clientId());
        assertThat(said.get("aud").toString()).contains(GRADES);
        assertThat(said.get("acr").asString()).isEqualTo(MFA);
        assertThat(exchange(second, token, "subject_token_type", JWT).status())
                .isEqualTo(ofTheLms.equals("jwt") ? 200 : 400);
        assertThat(exchange(second, token, "requested_token_type", JWT).status())
                .isEqualTo(ofTheServer.equals("jwt") ? 200 : 400);
    }

    /** RFC 9449: who has a bound token without its key gets nothing for it; the new one is bound to the key shown. */
    @Test
    void exchangeWhenTheTokenIsBoundToAKeyThenOnlyWithItsProof() {
        ProvingKey key = ProvingKey.ec();
        Lms proving = lms.showing(proof(key));
        String bound =
                proving.redeem(browser.get(lms.authorize()).parameter("code")).text("access_token");

        assertThat(exchange(server, bound).text("error")).isEqualTo("invalid_request");
        assertThat(exchange(server.showing(proof(ProvingKey.ec())), bound).text("error"))
                .isEqualTo("invalid_request");
        Answer exchanged = exchange(server.showing(proof(key)), bound);
        assertThat(exchanged.text("token_type")).isEqualTo("DPoP");
        assertThat(exchanged.accessToken().path("cnf").path("jkt").asString()).isEqualTo(key.thumbprint());
    }

    private String proof(ProvingKey key) {
        return key.proof("POST", ISSUER + "/oauth2/token", people.clock().instant());
    }

    /** OID-23. */
    @Requirement("OID-23")
    @Test
    void discoveryWhenSwitchedOnThenNamesTheGrant() {
        assertThat(lms.get("/.well-known/openid-configuration").json().get("grant_types_supported"))
                .extracting(grant -> grant.asString())
                .contains(GRANT);
    }
}
