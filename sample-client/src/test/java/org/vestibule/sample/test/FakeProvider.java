package org.vestibule.sample.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An OpenID provider that signs everybody in at once and answers as {@link Answers} says; it checks PKCE and counts refreshes. */
public final class FakeProvider implements AutoCloseable {

    private final HttpServer server;
    private final String issuer;
    private final RSAKey key;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile String refreshToken = "none";

    /** What it does next; tests change it. */
    public final Answers answers = new Answers();

    /** Every authorization request it was sent, oldest first. */
    public final List<Map<String, String>> authorizationRequests = new CopyOnWriteArrayList<>();

    /** Every token request it was sent, oldest first. */
    public final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();

    /** Every request to end a session, oldest first. */
    public final List<Map<String, String>> endSessionRequests = new CopyOnWriteArrayList<>();

    /** How often the key set was read. */
    public final AtomicInteger keySetRequests = new AtomicInteger();

    public FakeProvider() {
        this(0);
    }

    public FakeProvider(int port) {
        try {
            key = new RSAKeyGenerator(2048).keyID("test-key").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException("no fake provider", e);
        }
        issuer = "http://localhost:" + server.getAddress().getPort();
        on("/.well-known/openid-configuration", exchange -> Exchanges.json(exchange, 200, discovery()));
        on("/jwks", exchange -> {
            keySetRequests.incrementAndGet();
            Exchanges.json(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
        });
        on("/authorize", this::authorize);
        on("/token", this::token);
        on("/userinfo", exchange -> Exchanges.json(exchange, 200, "{\"sub\":\"4711\",\"name\":\"Ada Lovelace\"}"));
        on("/end-session", this::endSession);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public String issuer() {
        return issuer;
    }

    RSAKey key() {
        return key;
    }

    /** As new: answers, records and tokens. */
    public void reset() {
        answers.reset();
        authorizationRequests.clear();
        tokenRequests.clear();
        endSessionRequests.clear();
    }

    /** An access token as another program would have it. */
    public String accessToken(String type, String audience) {
        return answers.accessToken(this, type, audience);
    }

    /** What the back channel brings when the session of the newest sign-in has ended. */
    public String logoutToken(String type, String keyId) {
        return answers.logoutToken(this, type, keyId);
    }

    public String keyId() {
        return key.getKeyID();
    }

    public Map<String, String> lastAuthorizationRequest() {
        return authorizationRequests.get(authorizationRequests.size() - 1);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> request =
                Exchanges.parameters(exchange.getRequestURI().getRawQuery());
        authorizationRequests.add(request);
        StringBuilder location = new StringBuilder(request.getOrDefault("redirect_uri", "/"))
                .append("?state=")
                .append(Exchanges.encode(answers.state != null ? answers.state : request.getOrDefault("state", "")));
        if (answers.iss.isPresent()) {
            location.append("&iss=").append(Exchanges.encode(answers.iss.get().replace("ISSUER", issuer)));
        }
        if (answers.error != null) {
            location.append("&error=").append(answers.error);
        } else {
            String code = UUID.randomUUID().toString();
            codes.put(code, request);
            location.append("&code=").append(code);
        }
        Exchanges.redirect(exchange, location.toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> request =
                Exchanges.parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        tokenRequests.add(request);
        Map<String, String> authorization = codes.remove(request.getOrDefault("code", ""));
        boolean good = "refresh_token".equals(request.get("grant_type"))
                ? refreshToken.equals(request.get("refresh_token"))
                : authorization != null && Exchanges.pkceMatches(authorization, request);
        if (!good || answers.refuseTokens) {
            Exchanges.json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        refreshToken = UUID.randomUUID().toString();
        String idToken = answers.idToken(this, authorization == null ? null : authorization.get("nonce"));
        Exchanges.json(exchange, 200, """
                {"access_token":"secret-access-token","token_type":"Bearer","expires_in":%d,
                 "refresh_token":"%s","id_token":"%s"}""".formatted(answers.accessTokenSeconds, refreshToken, idToken));
    }

    private void endSession(HttpExchange exchange) throws IOException {
        Map<String, String> request =
                Exchanges.parameters(exchange.getRequestURI().getRawQuery());
        endSessionRequests.add(request);
        Exchanges.redirect(exchange, request.getOrDefault("post_logout_redirect_uri", "/"));
    }

    private String discovery() {
        return """
                {"issuer":"I","authorization_endpoint":"I/authorize","token_endpoint":"I/token","jwks_uri":"I/jwks",
                 "userinfo_endpoint":"I/userinfo","end_session_endpoint":"I/end-session",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"],
                 "authorization_response_iss_parameter_supported":true}""".replace("\"I", "\"" + issuer);
    }

    private void on(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }
}
