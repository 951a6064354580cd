package org.vestibule.protocol;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.registration.InitialAccessTokens;
import org.vestibule.registration.RegistrationPolicy;
import org.vestibule.requirement.Requirement;

import com.nimbusds.jose.JWSAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-20; RFC 7591, RFC 7592 and OpenID Connect Dynamic Client Registration. */
@Requirement("OID-20")
@ProtocolTest
class RegistrationTests {

    private static final String REDIRECTS = "\"redirect_uris\":[\"" + People.REDIRECT + "\"]";
    private static final String MINIMAL = "{" + REDIRECTS + "}";

    @Autowired
    People people;

    @Autowired
    InitialAccessTokens tokens;

    @Autowired
    JdbcClient jdbc;

    private Registrar registrar;

    @BeforeEach
    void anApplication() {
        registrar = new Registrar(people.browser().base());
        people.twoFactor(true, true);
    }

    /** OID-01, OID-14: such a client is a third party, so PKCE is demanded and the person asked. */
    @Requirement({"OID-01", "OID-14"})
    @Test
    void registerWhenTheTokenIsGoodThenTheClientSignsPeopleInAsAnyOther() {
        Answer registered = registrar.register(
                token(),
                "{" + REDIRECTS + ",\"client_name\":\"Chemistry <b>lab</b>\",\"scope\":\"openid profile\","
                        + "\"grant_types\":[\"authorization_code\",\"refresh_token\"]}");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("Cache-Control")).contains("no-store");
        Lms lms = people.lms(registered.text("client_id"));
        assertThat(people.browser()
                        .get(lms.authorize(
                                "scope", "openid profile", "code_challenge", "", "code_challenge_method", ""))
                        .parameter("error"))
                .isEqualTo("invalid_request");
        assertThat(people.browser().get(lms.authorize()).parameter("error")).isEqualTo("invalid_scope");

        Browser browser = people.browser();
        Page page = SignIn.throughApp(people, browser, lms.authorize("scope", "openid profile"), people.withApp());
        assertThat(page.path()).isEqualTo("/consent");
        assertThat(page.text()).contains("Allow Chemistry <b>lab</b> to use your account?");
        assertThat(page.body()).doesNotContain("<b>lab");
        Page callback = browser.submit(page, "/consent", Map.of("decision", "allow"));
        Lms known = new Lms(browser.base(), lms.clientId(), registered.text("client_secret"));
        Answer answer = known.redeem(callback.parameter("code"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.idToken().get("amr").values()).hasSize(3);
        assertThat(answer.text("refresh_token")).isNotEmpty();
    }

    @Test
    void registerWhenThePolicyLiftsPkceThenAConfidentialClientDoesWithoutIt() {
        String token = tokens.create("suite", policy(false), 2, Duration.ofHours(1));
        Lms confidential = people.lms(registrar.register(token, MINIMAL).text("client_id"));
        Lms open = people.lms(registrar
                .register(token, "{" + REDIRECTS + ",\"token_endpoint_auth_method\":\"none\"}")
                .text("client_id"));

        assertThat(people.browser()
                        .open(confidential.authorize("code_challenge", "", "code_challenge_method", ""))
                        .path())
                .isEqualTo("/login");
        assertThat(people.browser()
                        .get(open.authorize("code_challenge", "", "code_challenge_method", ""))
                        .parameter("error"))
                .isEqualTo("invalid_request");
    }

    /** OID-17: a client with keys of its own gets no secret. */
    @Requirement("OID-17")
    @Test
    void registerWhenTheClientHasAKeyThenItAuthenticatesByIt() {
        Answer registered = registrar.register(
                token(),
                "{" + REDIRECTS + ",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":["
                        + AssertingLms.EC.toPublicJWK() + "]}}");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.json().propertyNames()).doesNotContain("client_secret");
        assertThat(registered.text("token_endpoint_auth_method")).isEqualTo("private_key_jwt");
        assertThat(registered.json().path("jwks").path("keys")).hasSize(1);
        AssertingLms lms = new AssertingLms(
                people.lms(registered.text("client_id")), people.clock(), AssertingLms.EC, JWSAlgorithm.ES256);
        AssertingLms.assertTaken(lms.post("/oauth2/revoke", lms.assertion(), Map.of("token", "x")));
        AssertingLms.assertRefused(lms.post("/oauth2/revoke", "a.b.c", Map.of("token", "x")));
    }

    /** RFC 7591, sections 2 and 3.2.1: unknown fields are ignored, defaults are told. */
    @Test
    void registerWhenFieldsAreUnknownThenTheyAreIgnoredAndTheAnswerSaysWhatHolds() {
        Answer registered = registrar.register(
                token(),
                "{" + REDIRECTS + ",\"client_id\":\"sample-lms\",\"client_secret\":\"chosen\",\"requirePkce\":false,"
                        + "\"consent\":false,\"logo_uri\":null,\"contacts\":[\"a@example.org\"],"
                        + "\"initiate_login_uri\":\"https://lms.example.org/start\",\"x\":{\"y\":[1]}}");

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("client_id")).hasSize(36);
        assertThat(registered.text("client_secret")).hasSize(43);
        assertThat(registered.json().get("client_secret_expires_at").asInt()).isZero();
        assertThat(registered.text("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
        assertThat(registered.json().get("grant_types").get(0).asString()).isEqualTo("authorization_code");
        assertThat(registered.json().get("response_types").get(0).asString()).isEqualTo("code");
        assertThat(registered.text("scope")).isEqualTo("openid profile email");
        assertThat(registered.text("initiate_login_uri")).isEqualTo("https://lms.example.org/start");
        assertThat(registered.json().propertyNames()).doesNotContain("requirePkce", "consent", "x", "contacts");
        assertThat(jdbc.sql("select metadata->>'requirePkce' || (metadata->>'consent') from client where client_id = ?")
                        .param(registered.text("client_id"))
                        .query(String.class)
                        .single())
                .isEqualTo("truetrue");
    }

    /** RFC 9126 section 6, RFC 9449 section 5.2. */
    @Test
    void registerWhenTheClientWantsToBeHeldToMoreThenItIs() {
        Answer registered = registrar.register(
                token(),
                "{" + REDIRECTS + ",\"require_pushed_authorization_requests\":true,\"dpop_bound_access_tokens\":true}");

        assertThat(registered
                        .json()
                        .get("require_pushed_authorization_requests")
                        .asBoolean())
                .isTrue();
        assertThat(registered.json().get("dpop_bound_access_tokens").asBoolean())
                .isTrue();
        Lms lms = new Lms(people.browser().base(), registered.text("client_id"), registered.text("client_secret"));
        assertThat(people.browser().get(lms.authorize()).parameter("error")).isEqualTo("invalid_request");
        assertThat(lms.push().status()).isEqualTo(201);
    }

    /** RFC 6750, section 3. */
    @Test
    void registerWhenTheTokenIsMissingUnknownSpentOrTooOldThenBearerIsAskedFor() {
        assertThat(registrar.register(null, MINIMAL).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertInvalidToken(registrar.register("nonsense", MINIMAL));
        String once = token();
        assertThat(registrar.register(once, MINIMAL).status()).isEqualTo(201);
        assertInvalidToken(registrar.register(once, MINIMAL));
        String late = token();
        people.clock().advance(Duration.ofHours(1));
        assertInvalidToken(registrar.register(late, MINIMAL));
    }

    @Test
    void registerWhenManyUseAOneUseTokenAtOnceThenOneSucceeds() throws Exception {
        String token = token();

        List<Answer> answers = Parallel.times(20, () -> registrar.register(token, MINIMAL));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSize(19);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .filter(answer -> events("client.registered", answer) == 1))
                .hasSize(1);
    }

    /** OID-02, OID-20: what is dangerous, or what we would not do, is refused and costs no use of the token. */
    @Requirement({"OID-02", "OID-20"})
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'x':1 | invalid_redirect_uri | redirect_uris is needed",
                "'redirect_uris':['http://lms.example.org/cb'] | invalid_redirect_uri | must be https",
                "'redirect_uris':['https://lms.example.org/cb'] | invalid_redirect_uri | hosts of the initial access token",
                "'redirect_uris':['http://localhost:1/*'] | invalid_redirect_uri | wildcard",
                "'redirect_uris':['http://localhost:1/#a'] | invalid_redirect_uri | fragment",
                "'redirect_uris':['http://a@localhost:1/'] | invalid_redirect_uri | no user name",
                "'redirect_uris':['javascript:alert(1)'] | invalid_redirect_uri | must be https",
                "'redirect_uris':['org.example.app:/cb'] | invalid_redirect_uri | must be https",
                "'redirect_uris':['/cb'] | invalid_redirect_uri | whole address",
                "'redirect_uris':'http://localhost:1/' | invalid_redirect_uri | array",
                "'redirect_uris':[{}] | invalid_redirect_uri | string",
                "R,'logo_uri':'javascript:alert(1)' | invalid_client_metadata | logo_uri must be https",
                "R,'client_uri':'http://localhost/' | invalid_client_metadata | client_uri must be https",
                "R,'initiate_login_uri':'http://localhost:1/' | invalid_client_metadata | initiate_login_uri must be https",
                "R,'client_name':'a\\u0000' | invalid_client_metadata | client_name",
                "R,'client_name':'a\\ud800' | invalid_client_metadata | client_name",
                "R,'client_name':'a\\u202eb' | invalid_client_metadata | client_name",
                "R,'grant_types':['password'] | invalid_client_metadata | authorization_code, refresh_token",
                "R,'grant_types':['implicit'] | invalid_client_metadata | grant_types",
                "R,'grant_types':['client_credentials'] | invalid_client_metadata | grant_types",
                "R,'response_types':['code id_token'] | invalid_client_metadata | response_types",
                "R,'scope':'openid groups' | invalid_client_metadata | scope may have of",
                "R,'scope':7 | invalid_client_metadata | scope must be a string",
                "R,'token_endpoint_auth_method':'tls_client_auth' | invalid_client_metadata | token_endpoint_auth_method",
                "R,'token_endpoint_auth_method':'private_key_jwt' | invalid_client_metadata | needs jwks or jwks_uri",
                "R,'jwks':{'keys':[{'kty':'oct','k':'AAAA'}]} | invalid_client_metadata | jwks has a private key",
                "R,'jwks':{'keys':[null,{'kid':'\\u0000'}]} | invalid_client_metadata | jwks has control characters",
                "R,'jwks':{'keys':[null]} | invalid_client_metadata | jwks has no public key",
                "R,'jwks':'x' | invalid_client_metadata | jwks must be an object",
                "R,'jwks_uri':'http://localhost:1/' | invalid_client_metadata | jwks_uri must be https",
                "R,'jwks':{'keys':[]},'jwks_uri':'https://a.example/' | invalid_client_metadata | jwks_uri stands beside jwks",
                "R,'id_token_signed_response_alg':'none' | invalid_client_metadata | RS256",
                "R,'userinfo_signed_response_alg':'RS256' | invalid_client_metadata | not supported",
                "R,'dpop_bound_access_tokens':'yes' | invalid_client_metadata | must be true or false",
                "R,'tls_client_certificate_bound_access_tokens':true | invalid_client_metadata | not supported",
                "R,'frontchannel_logout_uri':'https://localhost:2/' | invalid_client_metadata | must be on the host",
                "R,'subject_type':'pairwise','sector_identifier_uri':'http://localhost:1/' | invalid_client_metadata | https",
                "R,'subject_type':'pairwise','sector_identifier_uri':'https://10.0.0.1/' | invalid_client_metadata | fetched",
                "'redirect_uris':['http://localhost:1/','http://localhost:2/'],'redirect_uris':[] | invalid_client_metadata | twice"
            })
    void registerWhenTheMetadataIsNoGoodThenRefusedWithAReason(String fields, String error, String reason) {
        String token = token();

        Answer answer = registrar.register(
                token, "{" + fields.replace("R,", REDIRECTS + ",").replace('\'', '"') + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.text("error_description")).contains(reason);
        assertThat(registrar.register(token, MINIMAL).status()).isEqualTo(201);
    }

    /** WEB-09: nothing that is sent yields a 500. */
    @Requirement("WEB-09")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{\"redirect_uris\":",
                "\u0000",
                "{}}",
                "😀",
                "{\"😀\":\"😀\"}"
            })
    void registerWhenTheBodyIsOddThenItIsRefused(String body) {
        Answer answer = registrar.register(token(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).startsWith("invalid_");
    }

    @Test
    void registerWhenTheBodyIsHugeDeepOrNoUtf8ThenItIsRefused() {
        assertThat(registrar.register(token(), "[".repeat(20_000)).status()).isEqualTo(400);
        assertThat(registrar
                        .register(token(), "{\"x\":\"" + "y".repeat(40_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(registrar
                        .register(
                                token(), BodyPublishers.ofByteArray("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1)))
                        .status())
                .isEqualTo(400);
        assertThat(registrar
                        .register(token(), "{" + REDIRECTS + ",\"client_name\":\"😀\"}")
                        .text("client_name"))
                .isEqualTo("😀");
    }

    /** RFC 9449, section 5.2. */
    @Test
    void registerWhenTokensAreToBeBoundThenNoneIsGivenWithoutAProof() {
        Answer registered = registrar.register(token(), "{" + REDIRECTS + ",\"dpop_bound_access_tokens\":true}");
        assertThat(registered.json().get("dpop_bound_access_tokens").asBoolean())
                .isTrue();
        Lms lms = new Lms(people.browser().base(), registered.text("client_id"), registered.text("client_secret"));
        Browser browser = people.browser();
        Page page = SignIn.throughApp(people, browser, lms.authorize(), people.withApp());
        String code =
                browser.submit(page, "/consent", Map.of("decision", "allow")).parameter("code");

        assertThat(lms.redeem(code).text("error_description")).isEqualTo("a DPoP proof is needed");
    }

    /** RFC 7592, section 2.1. */
    @Test
    void showWhenTheTokenIsThatOfTheRegistrationThenSaysWhatIsRegistered() {
        Answer registered = registrar.register(token(), MINIMAL);
        String token = registered.text("registration_access_token");

        Answer shown = registrar.show(registered, token);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text("client_id")).isEqualTo(registered.text("client_id"));
        assertThat(shown.text("registration_access_token")).isEqualTo(token);
        assertThat(shown.json().propertyNames()).doesNotContain("client_secret");
        assertThat(shown.json().get("redirect_uris"))
                .isEqualTo(registered.json().get("redirect_uris"));
        Answer other = registrar.register(token(), MINIMAL);
        assertInvalidToken(registrar.show(registered, other.text("registration_access_token")));
        assertInvalidToken(registrar.remove(registered, other.text("registration_access_token")));
        assertInvalidToken(registrar.send("GET", "/connect/register/" + people.client(), token));
    }

    /** RFC 7592, section 2.3: the registration, its secret and everything granted to it end. */
    @Test
    void removeWhenTheTokenIsThatOfTheRegistrationThenTheClientAndItsGrantsEnd() throws Exception {
        Answer registered = registrar.register(token(), MINIMAL);
        String token = registered.text("registration_access_token");
        Lms lms = new Lms(people.browser().base(), registered.text("client_id"), registered.text("client_secret"));
        Browser browser = people.browser();
        Page page = SignIn.throughApp(people, browser, lms.authorize(), people.withApp());
        String code =
                browser.submit(page, "/consent", Map.of("decision", "allow")).parameter("code");
        String accessToken = lms.redeem(code).text("access_token");
        assertThat(lms.userInfo(accessToken).status()).isEqualTo(200);

        List<Answer> answers = Parallel.times(5, () -> registrar.remove(registered, token));

        assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(4);
        assertThat(lms.userInfo(accessToken).status()).isEqualTo(401);
        assertThat(lms.introspect(accessToken).text("error")).isEqualTo("invalid_client");
        assertThat(browser.get(lms.authorize()).status()).isEqualTo(400);
        assertInvalidToken(registrar.show(registered, token));
        assertThat(events("client.registration-removed", registered)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connect/register",
                "/connect/register/",
                "/connect/register/%F0%9F%98%80",
                "/connect/register/a/b"
            })
    void sendWhenAddressOrMethodAreOddThenThereIsNoServerErrorAndNoWayToASignInPage(String path) {
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")) {
            Answer answer = registrar.send(method, path, "x");
            assertThat(answer.status()).as(method).isIn(200, 400, 401, 404, 405);
        }
    }

    /** OID-23. */
    @Requirement("OID-23")
    @Test
    void discoveryWhenRegistrationIsOnThenNamesTheEndpoint() {
        assertThat(people.lms(people.client())
                        .get("/.well-known/openid-configuration")
                        .text("registration_endpoint"))
                .isEqualTo("http://localhost:9000/connect/register");
    }

    private String token() {
        return tokens.create("test", policy(true), 1, Duration.ofHours(1));
    }

    private static RegistrationPolicy policy(boolean requirePkce) {
        return new RegistrationPolicy(
                List.of("authorization_code", "refresh_token"),
                List.of("openid", "profile", "email"),
                List.of("localhost", "10.0.0.1"),
                requirePkce,
                true,
                true,
                null);
    }

    private int events(String event, Answer registered) {
        return jdbc.sql("select count(*) from audit_event where event = ? and client_id = ?")
                .params(event, registered.text("client_id"))
                .query(Integer.class)
                .single();
    }

    private static void assertInvalidToken(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }
}
