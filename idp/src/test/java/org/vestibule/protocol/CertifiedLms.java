package org.vestibule.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.X509CertUtils;

/**
 * An LMS behind a proxy that ends TLS and writes the certificate of the connection into a header. The certificates are good
 * from 2020 to 2125, unless named otherwise. Nobody has their private keys: what counts here is what the proxy says.
 */
final class CertifiedLms {

    static final String HEADER = "X-Client-Cert";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final String clientId;

    CertifiedLms(URI base, String clientId) {
        this.base = base;
        this.clientId = clientId;
    }

    /** One whose certificate an authority issued, with some settings of its own. */
    static CertifiedLms named(People people, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("authenticationMethods", List.of("tls_client_auth"));
        settings.putIfAbsent("tlsClientAuthSubjectDn", "CN=lms,O=School");
        return new CertifiedLms(people.browser().base(), people.client(settings));
    }

    /** One that has registered the keys of its own certificates. */
    static CertifiedLms keyed(People people, String... certificates) {
        List<JWK> keys = new ArrayList<>();
        for (String certificate : certificates) {
            keys.add(key(X509CertUtils.parse(pem(certificate)).getPublicKey()));
        }
        return new CertifiedLms(
                people.browser().base(),
                people.client(Map.of(
                        "authenticationMethods",
                        List.of("self_signed_tls_client_auth"),
                        "jwks",
                        new JWKSet(keys).toJSONObject())));
    }

    private static JWK key(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                ? new RSAKey.Builder(rsa).build()
                : new ECKey.Builder(Curve.P_256, (ECPublicKey) key).build();
    }

    static String pem(String certificate) {
        try {
            return new ClassPathResource("mtls/" + certificate + ".pem").getContentAsString(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As nginx writes it. */
    static String escaped(String certificate) {
        return URLEncoder.encode(pem(certificate), StandardCharsets.US_ASCII).replace("+", "%20");
    }

    String clientId() {
        return clientId;
    }

    /** Asks for a token for itself. */
    Answer token(String... headers) {
        return post("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "groups"), headers);
    }

    /** With its {@code client_id}, and these as the header's values. */
    Answer post(String path, Map<String, String> form, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", clientId);
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encode(all)));
        return send(request, headers);
    }

    Answer redeem(String code, String verifier, String... headers) {
        return post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        People.REDIRECT,
                        "code_verifier",
                        verifier),
                headers);
    }

    Answer userInfo(String accessToken, String... headers) {
        return send(
                HttpRequest.newBuilder(base.resolve("/userinfo")).header("Authorization", "Bearer " + accessToken),
                headers);
    }

    private static Answer send(HttpRequest.Builder request, String... headers) {
        for (String header : headers) {
            request.header(HEADER, header);
        }
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
