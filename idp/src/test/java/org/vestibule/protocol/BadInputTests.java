package org.vestibule.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.RawHttp.Answer;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OID-24, OID-02, OID-03, WEB-09: every parameter of every protocol endpoint spoilt in every way, on a real port. Only
 * specified errors come back, and nobody is sent where no LMS has registered.
 */
@Requirement({"OID-02", "OID-03", "OID-24", "WEB-09"})
@ProtocolTest
class BadInputTests {

    private static final String CODE = "authorization_code";
    private static final Set<String> OF_PROGRAMS = Set.of(
            "/oauth2/token",
            "/oauth2/revoke",
            "/oauth2/introspect",
            "/oauth2/par",
            "/oauth2/device_authorization",
            "/userinfo");
    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    @Autowired
    People people;

    @Autowired
    Environment environment;

    private String clientId;
    private Browser signedIn;
    private Lms.Answer tokens;
    private final AtomicInteger callers = new AtomicInteger();

    @BeforeEach
    void someoneIsSignedIn() {
        people.twoFactor(true, true);
        clientId = people.client();
        Lms lms = people.lms(clientId);
        signedIn = people.browser();
        tokens = lms.redeem(SignIn.throughApp(people, signedIn, lms.authorize(), people.withApp())
                .parameter("code"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /oauth2/authorize",
        "POST, /oauth2/authorize",
        "GET, /connect/logout",
        "POST, /connect/logout",
        "GET, /oauth2/jwks",
        "GET, /.well-known/openid-configuration",
        "GET, /.well-known/oauth-authorization-server",
        "GET, /userinfo",
        "POST, /userinfo",
        "POST, /oauth2/revoke",
        "POST, /oauth2/introspect",
        "POST, /oauth2/par",
        "POST, /oauth2/device_authorization",
        "POST, /connect/register"
    })
    void endpointWhenInputIsBadThenOnlySpecifiedErrors(String method, String path) {
        spoil(target(method, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {CODE, "refresh_token", "client_credentials", DEVICE_CODE, TOKEN_EXCHANGE, "password"})
    void tokenWhenInputIsBadThenOnlySpecifiedErrors(String grantType) {
        FuzzTarget target = target("POST", "/oauth2/token").with("grant_type", grantType);
        for (Map.Entry<String, String> parameter : grant(grantType).entrySet()) {
            target = target.with(parameter.getKey(), parameter.getValue());
        }
        spoil(target);
    }

    /** OID-17: clients that sign for themselves. */
    @Requirement("OID-17")
    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/par"})
    void clientAssertionWhenItIsBadThenOnlySpecifiedErrors(String path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "client_credentials");
        parameters.put("client_id", clientId);
        parameters.put("client_assertion", "e30.e30.e30");
        parameters.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        spoil(new FuzzTarget("POST", path, parameters, List.of("Accept: application/json")));
    }

    /** With a session a good request is answered with a code: the way to an LMS is tried too. */
    @ParameterizedTest
    @ValueSource(strings = {"query", "form_post"})
    void authorizeWhenSignedInAndInputIsBadThenOnlySpecifiedErrors(String responseMode) {
        FuzzTarget target = target("GET", "/oauth2/authorize").with("response_mode", responseMode);
        spoil(new FuzzTarget("GET", target.path(), target.parameters(), List.of(cookies())));
    }

    /** RFC 9126: the reference to a request that was pushed well. */
    @Test
    void authorizeWhenThePushedRequestIsReferredToBadlyThenOnlySpecifiedErrors() {
        String pushed = people.lms(clientId).push().text("request_uri");
        assertThat(pushed).isNotEmpty();

        spoil(new FuzzTarget(
                "GET",
                "/oauth2/authorize",
                Map.of("client_id", clientId, "request_uri", URLEncoder.encode(pushed, StandardCharsets.UTF_8)),
                List.of("Accept: text/html")));
    }

    /** A new endpoint of discovery cannot be forgotten here. */
    @Test
    void discoveryWhenItNamesAnEndpointThenThatIsTried() {
        Set<String> named = new TreeSet<>();
        people.lms(clientId).get("/.well-known/openid-configuration").json().properties().stream()
                .filter(entry ->
                        entry.getKey().endsWith("_endpoint") || entry.getKey().equals("jwks_uri"))
                .map(entry -> entry.getValue().asString("").replaceFirst("^http://[^/]*", ""))
                .forEach(named::add);

        assertThat(named)
                .isSubsetOf(
                        "/oauth2/authorize",
                        "/oauth2/token",
                        "/connect/logout",
                        "/oauth2/jwks",
                        "/userinfo",
                        "/oauth2/revoke",
                        "/oauth2/introspect",
                        "/oauth2/par",
                        "/oauth2/device_authorization",
                        "/connect/register");
    }

    private void spoil(FuzzTarget target) {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        boolean ofPrograms = target.method().equals("POST") && OF_PROGRAMS.contains(target.path());
        target.spoiltParameters().parallelStream().forEach(request -> {
            Answer answer = send(request);
            Specified.fault(target.path(), answer).ifPresent(fault -> faults.add(fault + ": " + answer));
            if (ofPrograms && answer.status() >= 400 && answer.status() != 404 && !Specified.hasCode(answer)) {
                faults.add("no code: " + answer);
            }
        });
        target.spoiltFrames().parallelStream().forEach(request -> {
            Answer answer = send(request);
            Specified.fault(target.path(), answer).ifPresent(fault -> faults.add(fault + ": " + answer));
        });
        assertThat(faults.stream().limit(20))
                .as("%s: %d faults", target, faults.size())
                .isEmpty();
    }

    private Answer send(String request) {
        // another caller each time, who has not yet used up any limit
        int caller = callers.incrementAndGet();
        String from = "X-Forwarded-For: 10.%d.%d.1\r\n".formatted(caller / 250, caller % 250);
        return RawHttp.send(
                environment.getRequiredProperty("local.server.port", Integer.class),
                request.contains("X-Forwarded-For") ? request : request.replaceFirst("Host: ", from + "Host: "));
    }

    private FuzzTarget target(String method, String path) {
        return new FuzzTarget(method, path, parameters(path), headers(path));
    }

    private List<String> headers(String path) {
        return switch (path) {
            case "/oauth2/token",
                    "/oauth2/revoke",
                    "/oauth2/introspect",
                    "/oauth2/par",
                    "/oauth2/device_authorization" -> List.of("Authorization: Basic " + basic());
            case "/userinfo" -> List.of("Authorization: Bearer " + tokens.text("access_token"));
            case "/connect/register" -> List.of("Authorization: Bearer x");
            default -> List.of("Accept: text/html");
        };
    }

    private Map<String, String> parameters(String path) {
        return switch (path) {
            case "/oauth2/authorize", "/oauth2/par" -> authorization();
            case "/oauth2/token" -> token();
            case "/oauth2/revoke", "/oauth2/introspect" ->
                Map.of("token", "x", "token_type_hint", "access_token", "client_id", clientId);
            case "/connect/logout" ->
                Map.of(
                        "id_token_hint", tokens.text("id_token"),
                        "client_id", clientId,
                        "post_logout_redirect_uri", "http://localhost:1/",
                        "logout_hint", "x",
                        "state", "x",
                        "ui_locales", "en");
            case "/oauth2/device_authorization" -> Map.of("scope", "openid", "client_id", clientId);
            case "/userinfo" -> Map.of("access_token", "x");
            default -> Map.of();
        };
    }

    private Map<String, String> authorization() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : people.lms(clientId)
                .authorize(
                        "max_age", "3600",
                        "acr_values", MatrixCase.MFA,
                        "ui_locales", "en",
                        "login_hint", "x",
                        "display", "page",
                        "claims", "{}",
                        "id_token_hint", tokens.text("id_token"),
                        "response_mode", "query")
                .replaceFirst(".*\\?", "")
                .split("&", -1)) {
            parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        parameters.put("vestibule_proof", "x");
        parameters.put("vestibule_consent", "x");
        return parameters;
    }

    private Map<String, String> token() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("scope", "openid");
        parameters.put("client_id", clientId);
        return parameters;
    }

    private static Map<String, String> grant(String type) {
        return switch (type) {
            case CODE -> Map.of("code", "x", "redirect_uri", People.REDIRECT, "code_verifier", Lms.VERIFIER);
            case "refresh_token" -> Map.of("refresh_token", "x");
            case DEVICE_CODE -> Map.of("device_code", "x");
            case TOKEN_EXCHANGE ->
                Map.of(
                        "subject_token",
                        "x",
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "requested_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "audience",
                        "x",
                        "resource",
                        "x");
            default -> Map.of();
        };
    }

    private String basic() {
        return Base64.getEncoder()
                .encodeToString((clientId + ':' + People.SECRET.replace(" ", "%20")).getBytes(StandardCharsets.UTF_8));
    }

    private String cookies() {
        StringBuilder line = new StringBuilder("Cookie: ");
        signedIn.cookies()
                .forEach((name, value) ->
                        line.append(name).append('=').append(value).append("; "));
        return line.toString();
    }
}
