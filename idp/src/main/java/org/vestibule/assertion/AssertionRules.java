package org.vestibule.assertion;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jwt.JWTClaimsSet;

/**
 * What RFC 7523, section 3, asks of an assertion besides its signature.
 *
 * @param clientId whom it must come from
 * @param audiences the names of this provider
 * @param single whether {@code aud} must be one name as a string (FAPI 2.0 Security Profile, section 5.3.2.1), not a list
 */
record AssertionRules(String clientId, Set<String> audiences, boolean single) {

    /** How far the client's clock may be off. */
    static final Duration SKEW = Duration.ofSeconds(30);

    // a spent assertion is remembered until it is over
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final int LONGEST_JTI = 500;

    /** The first thing that is wrong. */
    Optional<String> problem(SignedAssertion assertion, Instant now) {
        JWTClaimsSet claims = assertion.claims();
        if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
            return Optional.of("iss and sub must be the client id");
        }
        List<String> audience = claims.getAudience();
        // one that is good elsewhere too could have been handed on from there
        if (audience.isEmpty()
                // a set by Set.of does not bear the question whether null is in it
                || !new HashSet<>(audiences).containsAll(audience)
                || (single && !assertion.audienceIsText())) {
            return Optional.of("aud must be the issuer");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null
                || !end(expires).isAfter(now)
                || expires.toInstant().isAfter(now.plus(LONGEST_LIFE).plus(SKEW))) {
            return Optional.of("exp must be within five minutes");
        }
        if (future(claims.getNotBeforeTime(), now) || future(claims.getIssueTime(), now)) {
            return Optional.of("nbf and iat cannot be in the future");
        }
        String jti = claims.getJWTID();
        return jti == null || jti.isEmpty() || jti.length() > LONGEST_JTI
                ? Optional.of("jti is missing or too long")
                : Optional.empty();
    }

    /** From when on nobody takes it any more. */
    static Instant end(Date expires) {
        return expires.toInstant().plus(SKEW);
    }

    private static boolean future(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(SKEW));
    }
}
