package org.vestibule.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;

/** An ID token is made, by the encoder that the provider has, and a token from outside is hashed to be found. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {

    private final JwtEncoder rsa3072 = encoder(rsa(3072));
    private final JwtEncoder rsa2048 = encoder(rsa(2048));
    private final JwtEncoder p256 = encoder(ec());
    private final byte[] token = "a".repeat(128).getBytes(StandardCharsets.US_ASCII);
    private final JwtClaimsSet claims = JwtClaimsSet.builder()
            .issuer("http://localhost:9000")
            .subject(UUID.randomUUID().toString())
            .audience(List.of("lms"))
            .claim("amr", List.of("pwd", "otp", "mfa"))
            .claim("acr", "https://refeds.org/profile/mfa")
            .claim("nonce", "Eet4BYeJZ6HszdEv4h3S2jCsZCxd3r07FEDaywYsdrs")
            .issuedAt(Instant.parse("2026-11-24T08:00:00Z"))
            .expiresAt(Instant.parse("2026-11-24T08:30:00Z"))
            .build();

    /** The default. */
    @Benchmark
    public String signRs256With3072Bits() {
        return sign(rsa3072, SignatureAlgorithm.RS256);
    }

    /** For a comparison with others. */
    @Benchmark
    public String signRs256With2048Bits() {
        return sign(rsa2048, SignatureAlgorithm.RS256);
    }

    @Benchmark
    public String signEs256() {
        return sign(p256, SignatureAlgorithm.ES256);
    }

    @Benchmark
    public byte[] hashToken() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(token);
    }

    private String sign(JwtEncoder encoder, JwsAlgorithm algorithm) {
        JwsHeader header = JwsHeader.with(algorithm).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    private static JwtEncoder encoder(JWK key) {
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
    }

    private static JWK rsa(int bits) {
        try {
            return new RSAKeyGenerator(bits).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
