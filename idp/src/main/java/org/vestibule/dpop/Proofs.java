package org.vestibule.dpop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.secrets.Sha256;
import org.vestibule.web.IdpProperties;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;

/**
 * Checks the proof of a request (RFC 9449 section 4.3) by our clock, our own address and the memory that all nodes share. A
 * refusal is {@code invalid_dpop_proof}.
 */
@Component
public class Proofs {

    /** With what proofs may be signed, as discovery says it. */
    public static final List<String> ALGORITHMS = List.of("ES256", "PS256", "RS256");

    private static final Duration LIFE = Duration.ofSeconds(60);
    /** FAPI 2.0 section 5.3.2.1: clocks of clients may be ahead by 10 seconds, never by more than 60. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private static final int LONGEST_JTI = 512;

    private final UsedProofs used;
    private final IdpProperties properties;
    private final Clock clock;

    Proofs(UsedProofs used, IdpProperties properties, Clock clock) {
        this.used = used;
        this.properties = properties;
        this.clock = clock;
    }

    /** The key that a request proves to have; its proof cannot be used again. */
    public ProvenKey verify(RequestProof shown, ClientMetadata client) {
        return verify(shown, client, null);
    }

    /** The same where an access token is shown with it, null: where none is. */
    public ProvenKey verify(RequestProof shown, ClientMetadata client, @Nullable String accessToken) {
        if (shown.headers().size() != 1) {
            throw ProofRefusal.of("one header is needed");
        }
        Proof proof = Proof.read(shown.headers().get(0));
        // FAPI 2.0 section 5.4.1 knows no RS256
        refuseUnless(!client.fapi2() || !JWSAlgorithm.RS256.equals(proof.algorithm()), "alg");
        refuseUnless(proof.text("htm").equals(shown.method()), "htm");
        refuseUnless(here(shown.path(), proof.text("htu")), "htu");
        refuseUnless(accessToken == null || same(proof.text("ath"), hash(accessToken)), "ath");
        String jti = proof.text("jti");
        refuseUnless(jti.length() <= LONGEST_JTI, "jti");
        Instant issued = issued(proof.claims());
        // last, so that only what would count takes a row
        refuseUnless(used.use(proof.thumbprint(), jti, issued.plus(LIFE)), "used before");
        return new ProvenKey(proof.thumbprint());
    }

    /** Whatever name or scheme the request came by, through proxies: the issuer's counts. */
    private boolean here(String path, String htu) {
        String issuer = properties.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Optional<TargetAddress> here = TargetAddress.of(base + path);
        return here.isPresent() && here.equals(TargetAddress.of(htu));
    }

    private Instant issued(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        refuseUnless(
                issued != null
                        && !issued.toInstant().isBefore(now.minus(LIFE))
                        && !issued.toInstant().isAfter(now.plus(AHEAD)),
                "iat");
        Date expires = claims.getExpirationTime();
        refuseUnless(expires == null || expires.toInstant().isAfter(now), "exp");
        Date notBefore = claims.getNotBeforeTime();
        refuseUnless(notBefore == null || !notBefore.toInstant().isAfter(now.plus(AHEAD)), "nbf");
        return issued.toInstant();
    }

    private static String hash(String accessToken) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(accessToken));
    }

    private static boolean same(String claimed, String expected) {
        return MessageDigest.isEqual(
                claimed.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuseUnless(boolean right, String about) {
        if (!right) {
            throw ProofRefusal.of(about);
        }
    }
}
