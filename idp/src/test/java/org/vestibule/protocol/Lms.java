package org.vestibule.protocol;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An LMS: makes authorization requests and talks to the endpoints, with client_secret_basic. */
final class Lms {

    static final String VERIFIER = "a-code-verifier-of-at-least-forty-three-characters";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final String clientId;
    private final String secret;
    private final String address;
    private final List<String> proofs;

    Lms(URI base, String clientId, String secret) {
        this(base, clientId, secret, "127.0.0.1", List.of());
    }

    private Lms(URI base, String clientId, String secret, String address, List<String> proofs) {
        this.base = base;
        this.clientId = clientId;
        this.secret = secret;
        this.address = address;
        this.proofs = proofs;
    }

    /** The same LMS on another server. */
    Lms from(String otherAddress) {
        return new Lms(base, clientId, secret, otherAddress, proofs);
    }

    /** The same with these DPoP headers in every request. */
    Lms showing(String... dpop) {
        return new Lms(base, clientId, secret, address, List.of(dpop));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        proofs.forEach(proof -> request.header("DPoP", proof));
        return request;
    }

    String clientId() {
        return clientId;
    }

    /** An authorization request with PKCE, state and nonce, and further parameters. */
    String authorize(String... more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", ProtocolFixture.People.REDIRECT);
        parameters.put("scope", "openid profile email");
        parameters.put("state", "the-state");
        parameters.put("nonce", "the-nonce");
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1].isEmpty()) {
                parameters.remove(more[i]);
            } else {
                parameters.put(more[i], more[i + 1]);
            }
        }
        return "/oauth2/authorize?" + Browser.encode(parameters);
    }

    /** Pushes the same request. */
    Answer push(String... more) {
        return postText("/oauth2/par", query(authorize(more)));
    }

    /** What the browser is sent with for a pushed request. */
    String authorizePushed(Answer pushed) {
        return "/oauth2/authorize?"
                + Browser.encode(Map.of("client_id", clientId, "request_uri", pushed.text("request_uri")));
    }

    static String query(String address) {
        return address.substring(address.indexOf('?') + 1);
    }

    static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer redeem(String code) {
        return redeem(code, VERIFIER, ProtocolFixture.People.REDIRECT);
    }

    Answer redeem(String code, String verifier, String redirectUri) {
        return token(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", redirectUri,
                "code_verifier", verifier));
    }

    Answer refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    Answer token(Map<String, String> form) {
        return post("/oauth2/token", form, secret);
    }

    /** The same at another endpoint. */
    Answer token(String path, Map<String, String> form) {
        return post(path, form, secret);
    }

    /** With client_secret_post. */
    Answer tokenBySecretInTheForm(Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", clientId);
        all.put("client_secret", secret);
        return send(HttpRequest.newBuilder(base.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encode(all)))
                .build());
    }

    Answer post(String path, Map<String, String> form, String clientSecret) {
        return post(path, Browser.encode(form), clientSecret);
    }

    private Answer post(String path, String form, String clientSecret) {
        String basic = Base64.getEncoder()
                .encodeToString(Browser.encode(Map.of(clientId, clientSecret))
                        .replace('=', ':')
                        .getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Authorization", "Basic " + basic)
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** Sends a form as it stands. */
    Answer postText(String path, String form) {
        return post(path, form, secret);
    }

    /** Without any authentication of the client. */
    Answer postOpenly(String path, Map<String, String> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encode(form)))
                .build());
    }

    Answer introspect(String token) {
        return post("/oauth2/introspect", Map.of("token", token), secret);
    }

    Answer userInfo(String accessToken) {
        return userInfo("Bearer", accessToken);
    }

    Answer userInfo(String scheme, String accessToken) {
        return send(request("/userinfo")
                .header("Authorization", scheme + ' ' + accessToken)
                .build());
    }

    Answer userInfoByPost(String accessToken) {
        return userInfoByPost(accessToken, Map.of());
    }

    Answer userInfoByPost(String accessToken, Map<String, String> form) {
        return userInfoByPost("Bearer", accessToken, form);
    }

    Answer userInfoByPost(String scheme, String accessToken, Map<String, String> form) {
        return send(request("/userinfo")
                .header("Authorization", scheme + ' ' + accessToken)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encode(form)))
                .build());
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    private static Answer send(HttpRequest request) {
        try {
            return new Answer(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The payload of a JWT. */
    static JsonNode claims(String jwt) {
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
    }

    static JsonNode header(String jwt) {
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[0]));
    }

    /** An answer of an endpoint. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text(String name) {
            return json().path(name).asString("");
        }

        JsonNode idToken() {
            return claims(text("id_token"));
        }

        JsonNode accessToken() {
            return claims(text("access_token"));
        }
    }
}
