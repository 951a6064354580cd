package org.vestibule.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublishedKeysTests {

    private HttpServer provider;
    private URI issuer;
    private JWKSet published = new JWKSet();
    private PublishedKeys keys;

    @BeforeEach
    void aProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/oauth2/jwks", this::answer);
        provider.start();
        issuer = URI.create("http://localhost:" + provider.getAddress().getPort());
        keys = new PublishedKeys(issuer, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void requireWhenTheKeyIsPublishedThenFetchesItOnce() throws JOSEException {
        ECKey key = key("a");
        published = new JWKSet(key);

        keys.require(token(key));
        keys.require(token(key));

        assertThat(keys.result()).startsWith("2 tokens validated, signed with 1 keys [a], of which 0 came");
    }

    @Test
    void requireWhenAnotherKeySignedUnderThatNameThenRefuses() throws JOSEException {
        published = new JWKSet(key("a"));
        String forged = token(key("a"));

        assertThatThrownBy(() -> keys.require(forged)).hasMessageContaining("not by a published key");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = published.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Cache-Control", "public, max-age=60");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static ECKey key(String kid) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    }

    private String token(ECKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer.toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
