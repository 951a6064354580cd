package org.vestibule.dpop;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.vestibule.client.ClientMetadata;
import org.vestibule.web.IdpProperties;

import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** RFC 9449 section 4.3, check by check; the parts of ASVS 9.1 about keys that a token brings itself. */
class ProofsTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String PATH = "/oauth2/token";
    private static final String HERE = "https://login.example.org/idp/oauth2/token";
    private static final ProvingKey KEY = ProvingKey.ec();
    private static final ProvingKey RSA = ProvingKey.rsa("PS256");
    private static final ClientMetadata CLIENT = ClientMetadata.of(Map.of(), true);
    private static final ClientMetadata FAPI = ClientMetadata.of(Map.of("fapi2", true), true);

    private final UsedProofs used = mock(UsedProofs.class);
    private final Proofs proofs = new Proofs(
            used,
            new IdpProperties(URI.create("https://login.example.org/idp"), "Vestibule", "", List.of()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void verifyWhenTheProofIsRightThenItsKeyIsProven() {
        given(used.use(any(), any(), any())).willReturn(true);
        assertThat(check(KEY.proof("POST", HERE, NOW))).isEqualTo(new ProvenKey(KEY.thumbprint()));
        assertThat(check(RSA.proof("POST", HERE, NOW)).thumbprint()).isEqualTo(RSA.thumbprint());
        assertThat(check(RSA.with("RS256").proof("POST", HERE, NOW)).thumbprint())
                .isEqualTo(RSA.thumbprint());
    }

    @Test
    void verifyWhenTheProofSaysMoreThenThatIsIgnored() {
        given(used.use(any(), any(), any())).willReturn(true);
        JWTClaimsSet more = claims().claim("tx", "1")
                .notBeforeTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(300)))
                .build();
        assertThat(check(KEY.proof(more)).thumbprint()).isEqualTo(KEY.thumbprint());
    }

    /** FAPI 2.0 section 5.3.2.1: a clock may be ahead by ten seconds. */
    @ParameterizedTest
    @ValueSource(ints = {-60, -10, 0, 10, 30})
    void verifyWhenClocksDifferALittleThenTheProofCounts(int seconds) {
        given(used.use(any(), any(), any())).willReturn(true);
        assertThat(check(KEY.proof("POST", HERE, NOW.plusSeconds(seconds))).thumbprint())
                .isEqualTo(KEY.thumbprint());
    }

    @Test
    void verifyWhenAnAccessTokenIsShownThenTheProofIsForIt() {
        given(used.use(any(), any(), any())).willReturn(true);
        RequestProof shown = shown(KEY.proof("POST", HERE, NOW, "the token"));
        assertThat(proofs.verify(shown, CLIENT, "the token").thumbprint()).isEqualTo(KEY.thumbprint());
        assertRefused(() -> proofs.verify(shown, CLIENT, "another"), "ath");
        RequestProof without = shown(KEY.proof("POST", HERE, NOW));
        assertRefused(() -> proofs.verify(without, CLIENT, "the token"), "ath");
    }

    @Test
    void verifyWhenTheProofWasUsedThenItIsRefused() {
        given(used.use(any(), any(), any())).willReturn(false);
        assertRefused(() -> check(KEY.proof("POST", HERE, NOW)), "used before");
    }

    /** FAPI 2.0 section 5.4.1. */
    @Test
    void verifyWhenTheClientIsAFapiOneThenRs256IsRefused() {
        given(used.use(any(), any(), any())).willReturn(true);
        RequestProof shown = shown(RSA.with("RS256").proof("POST", HERE, NOW));
        assertRefused(() -> proofs.verify(shown, FAPI), "alg");
        assertThat(proofs.verify(shown(RSA.proof("POST", HERE, NOW)), FAPI).thumbprint())
                .isEqualTo(RSA.thumbprint());
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                arguments("htm", claims().claim("htm", "GET")),
                arguments("htm", claims().claim("htm", null)),
                arguments("htu", claims().claim("htu", "https://login.example.org/idp/userinfo")),
                arguments("htu", claims().claim("htu", "https://login.example.org/oauth2/token")),
                arguments("htu", claims().claim("htu", "nonsense of no address")),
                arguments("htu", claims().claim("htu", 7)),
                arguments("jti", claims().jwtID(null)),
                arguments("jti", claims().jwtID(" ")),
                arguments("jti", claims().jwtID("x".repeat(513))),
                arguments("iat", claims().issueTime(null)),
                arguments("iat", claims().issueTime(Date.from(NOW.minusSeconds(61)))),
                arguments("iat", claims().issueTime(Date.from(NOW.plusSeconds(31)))),
                arguments("exp", claims().expirationTime(Date.from(NOW))),
                arguments("nbf", claims().notBeforeTime(Date.from(NOW.plus(Duration.ofHours(1))))));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void verifyWhenAClaimIsWrongThenTheProofIsRefusedAndTakesNoRow(String about, JWTClaimsSet.Builder claims) {
        assertRefused(() -> check(KEY.proof(claims.build())), about);
        verify(used, never()).use(any(), any(), any());
    }

    static Stream<String> garbage() throws Exception {
        Map<String, Object> none = new LinkedHashMap<>(Map.of("typ", "dpop+jwt", "alg", "none"));
        none.put("jwk", KEY.key().toPublicJWK().toJSONObject());
        Map<String, Object> symmetric = new LinkedHashMap<>(Map.of("typ", "dpop+jwt", "alg", "HS256"));
        symmetric.put("jwk", new OctetSequenceKeyGenerator(256).generate().toJSONObject());
        Map<String, Object> secret = new LinkedHashMap<>(Map.of("typ", "dpop+jwt", "alg", "ES256"));
        secret.put("jwk", KEY.key().toJSONObject());
        Map<String, Object> noKey = Map.of("typ", "dpop+jwt", "alg", "ES256");
        Map<String, Object> oddKey =
                Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", Map.of("kty", "EC", "crv", "P-256"));
        Map<String, Object> offCurve = Map.of(
                "typ", "dpop+jwt", "alg", "ES256", "jwk", Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AQ"));
        Map<String, Object> emptyRsa =
                Map.of("typ", "dpop+jwt", "alg", "PS256", "jwk", Map.of("kty", "RSA", "n", "", "e", ""));
        JWTClaimsSet right = claims().build();
        String proof = KEY.proof(right);
        return Stream.of(
                "",
                " ",
                "nonsense",
                "a.b.c",
                "..",
                "eyJ9.e30.",
                "\u00fc\u0000",
                "[".repeat(4000),
                "x".repeat(5000),
                proof + ", " + proof,
                proof.substring(0, proof.length() - 4) + "AAAA",
                KEY.proof(none, right),
                KEY.proof(symmetric, right),
                KEY.proof(secret, right),
                KEY.proof(noKey, right),
                KEY.proof(oddKey, right),
                KEY.proof(offCurve, right),
                KEY.proof(emptyRsa, right),
                KEY.proof("JWT", KEY.key().toPublicJWK(), right),
                // signed by one key, shows another
                KEY.proof("dpop+jwt", ProvingKey.ec().key().toPublicJWK(), right),
                KEY.proof("dpop+jwt", RSA.key().toPublicJWK(), right),
                RSA.with("PS512").proof(right),
                ProvingKey.rsa("PS256", 1024).proof(right));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void verifyWhenItIsNoProofAtAllThenItIsRefusedAndTakesNoRow(String text) {
        assertRefused(() -> check(text), "");
        verify(used, never()).use(any(), any(), any());
    }

    @Test
    void verifyWhenThereAreTwoHeadersThenTheyAreRefused() {
        RequestProof two =
                new RequestProof(List.of(KEY.proof("POST", HERE, NOW), KEY.proof("POST", HERE, NOW)), "POST", PATH);
        assertRefused(() -> proofs.verify(two, CLIENT), "one header");
    }

    private static JWTClaimsSet.Builder claims() {
        return ProvingKey.claims("POST", HERE, NOW);
    }

    private ProvenKey check(String proof) {
        return proofs.verify(shown(proof), CLIENT);
    }

    private static RequestProof shown(String proof) {
        return new RequestProof(List.of(proof), "POST", PATH);
    }

    private static void assertRefused(Runnable verification, String about) {
        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(verification::run)
                .satisfies(refused -> {
                    assertThat(refused.getError().getErrorCode()).isEqualTo("invalid_dpop_proof");
                    assertThat(refused.getError().getDescription()).contains(about);
                });
    }
}
