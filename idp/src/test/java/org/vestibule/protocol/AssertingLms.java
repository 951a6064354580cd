package org.vestibule.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.vestibule.MovingClock;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** An LMS that authenticates by {@code private_key_jwt}. */
final class AssertingLms {

    static final String ISSUER = "http://localhost:9000";
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    static final RSAKey RSA;
    static final JWK EC;

    static {
        try {
            RSA = new RSAKeyGenerator(2048).keyID("rsa").generate();
            EC = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private final Lms lms;
    private final MovingClock clock;
    private JWK key;
    private JWSAlgorithm algorithm;

    AssertingLms(Lms lms, MovingClock clock, JWK key, JWSAlgorithm algorithm) {
        this.lms = lms;
        this.clock = clock;
        this.key = key;
        this.algorithm = algorithm;
    }

    /** One that signs with {@link #EC}, with some settings of its own; both keys are registered unless it has an address. */
    static AssertingLms registered(People people, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("authenticationMethods", List.of("private_key_jwt"));
        if (!more.containsKey("jwksUri")) {
            settings.put("jwks", new JWKSet(List.of(RSA, EC)).toPublicJWKSet().toJSONObject());
        }
        return new AssertingLms(people.lms(people.client(settings)), people.clock(), EC, JWSAlgorithm.ES256);
    }

    static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }

    static void assertTaken(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    String clientId() {
        return lms.clientId();
    }

    void sign(JWK otherKey, JWSAlgorithm otherAlgorithm) {
        key = otherKey;
        algorithm = otherAlgorithm;
    }

    String assertion() {
        return assertion(claims -> {});
    }

    /** One with other claims than usual. */
    String assertion(Consumer<Map<String, Object>> change) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss", clientId(),
                "sub", clientId(),
                "aud", ISSUER,
                "jti", UUID.randomUUID().toString(),
                "iat", now.getEpochSecond(),
                "exp", now.getEpochSecond() + 60));
        change.accept(claims);
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), new Payload(claims));
            jws.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for a token for itself, with an assertion only. */
    Answer token(String assertion) {
        return post("/oauth2/token", assertion, Map.of("grant_type", "client_credentials", "scope", "groups"));
    }

    Answer post(String path, String assertion, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_assertion_type", TYPE);
        all.put("client_assertion", assertion);
        return lms.postOpenly(path, all);
    }
}
