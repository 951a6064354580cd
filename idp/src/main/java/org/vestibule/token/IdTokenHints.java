package org.vestibule.token;

import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.web.IdpProperties;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * ID tokens that come back as {@code id_token_hint}. Ours is one with a good signature of a key of ours; that it has
 * expired does not matter (OpenID Connect RP-Initiated Logout section 2).
 */
@Component
public class IdTokenHints {

    private static final int LONGEST = 8 * 1024;

    private final SigningKeys keys;
    private final IdpProperties properties;

    IdTokenHints(SigningKeys keys, IdpProperties properties) {
        this.keys = keys;
        this.properties = properties;
    }

    /** What a hint says; empty when it is not an ID token of ours. */
    public Optional<IdTokenHint> read(String hint) {
        if (hint.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(hint);
            return signedByUs(jwt) ? content(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private boolean signedByUs(SignedJWT jwt) throws JOSEException {
        if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                || jwt.getHeader().getKeyID() == null
                || (jwt.getHeader().getType() != null
                        && !jwt.getHeader().getType().getType().equalsIgnoreCase("JWT"))) {
            return false;
        }
        List<JWK> candidates = keys.get(
                new JWKSelector(new JWKMatcher.Builder()
                        .keyID(jwt.getHeader().getKeyID())
                        .build()),
                null);
        return !candidates.isEmpty()
                && jwt.verify(new RSASSAVerifier(candidates.get(0).toRSAKey().toRSAPublicKey()));
    }

    private Optional<IdTokenHint> content(JWTClaimsSet claims) throws ParseException {
        String sid = claims.getStringClaim("sid");
        return properties.issuer().toString().equals(claims.getIssuer())
                        && claims.getAudience().size() == 1
                        && claims.getSubject() != null
                        && sid != null
                ? Optional.of(new IdTokenHint(
                        claims.getAudience().get(0), UUID.fromString(claims.getSubject()), UUID.fromString(sid)))
                : Optional.empty();
    }

    /**
     * @param clientId the client it was made for
     * @param subject whose it is
     * @param sessionId the session it comes from
     */
    public record IdTokenHint(String clientId, UUID subject, UUID sessionId) {}
}
