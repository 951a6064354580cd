package org.vestibule.protocol;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-21: whose script may read what, as the browser's rules for other origins see it. */
@Requirement("OID-21")
@ProtocolTest
class BrowserAppTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Where the redirect addresses of the test's clients are. */
    private static final String APP = "http://localhost:1";

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Autowired
    People people;

    private String app;

    @BeforeEach
    void aPublicClient() {
        people.twoFactor(true, true);
        app = people.publicClient();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks"})
    void publishedWhenReadByAnyScriptThenAllowed(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, "https://anybody.example", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/userinfo", "/oauth2/par"})
    void preflightWhenAPublicClientRunsThereThenAllowedWithoutCookies(String path) throws Exception {
        HttpResponse<String> answer = preflight(path, APP);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(APP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .containsIgnoringCase("authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://localhost:1.evil.example",
                "http://localhost:11",
                "http://localhost",
                "https://localhost:1",
                "http://localhost:1/",
                "'; drop table client; --"
            })
    void preflightWhenTheOriginIsNotRegisteredThenNothingIsAllowed(String origin) throws Exception {
        HttpResponse<String> answer = preflight("/oauth2/token", origin);
        assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/account", "/admin", "/oauth2/authorize", "/oauth2/introspect", "/logout"})
    void anythingElseWhenReadByAScriptThenNotAllowed(String path) throws Exception {
        assertThat(preflight(path, APP).headers().firstValue(ALLOWED)).isEmpty();
        assertThat(send("GET", path, APP, "").headers().firstValue(ALLOWED)).isEmpty();
    }

    @Test
    void tokenWhenAskedByThePublicClientOfTheOriginThenTheScriptMayReadTheAnswer() throws Exception {
        Lms lms = people.lms(app);
        String code = SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp())
                .parameter("code");
        HttpResponse<String> tokens = send(
                "POST",
                "/oauth2/token",
                APP,
                Browser.encode(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        app,
                        "code",
                        code,
                        "redirect_uri",
                        People.REDIRECT,
                        "code_verifier",
                        Lms.VERIFIER)));
        assertThat(tokens.statusCode()).isEqualTo(200);
        assertThat(tokens.headers().firstValue(ALLOWED)).contains(APP);
        HttpResponse<String> refused =
                send("POST", "/oauth2/token", APP, "grant_type=refresh_token&refresh_token=x&client_id=" + app);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue(ALLOWED)).contains(APP);
    }

    /** A client with a secret keeps it on a server; the same origin is no reason to let a script read its tokens. */
    @Test
    void tokenWhenTheClientHasASecretOrIsUnknownThenNoScriptMayReadTheAnswer() throws Exception {
        for (String clientId : List.of(people.client(), "nobody", "%00")) {
            HttpResponse<String> answer =
                    send("POST", "/oauth2/token", APP, "grant_type=client_credentials&client_id=" + clientId);
            assertThat(answer.statusCode()).isBetween(400, 401);
            assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
        }
    }

    private HttpResponse<String> preflight(String path, String origin) throws IOException, InterruptedException {
        return HTTP.send(
                request(path, origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String origin, String form)
            throws IOException, InterruptedException {
        return HTTP.send(
                request(path, origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String origin) {
        URI base = people.browser().base();
        return HttpRequest.newBuilder(base.resolve(path)).header("Origin", origin);
    }
}
