package org.vestibule.token;

import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.grant.Subjects;
import org.vestibule.web.IdpProperties;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
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
    private final Subjects subjects;
    private final IdpProperties properties;

    IdTokenHints(SigningKeys keys, Subjects subjects, IdpProperties properties) {
        this.subjects = subjects;
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
        if (jwt.getHeader().getKeyID() == null
                || (jwt.getHeader().getType() != null
                        && !jwt.getHeader().getType().getType().equalsIgnoreCase("JWT"))) {
            return false;
        }
        Optional<JWK> key = keys.find(jwt.getHeader().getKeyID());
        return key.isPresent()
                && jwt.getHeader().getAlgorithm().equals(key.get().getAlgorithm())
                && jwt.verify(verifier(jwt, key.get()));
    }

    private static JWSVerifier verifier(SignedJWT jwt, JWK key) throws JOSEException {
        return new DefaultJWSVerifierFactory()
                .createJWSVerifier(
                        jwt.getHeader(),
                        key instanceof ECKey ec
                                ? ec.toECPublicKey()
                                : key.toRSAKey().toRSAPublicKey());
    }

    private Optional<IdTokenHint> content(JWTClaimsSet claims) throws ParseException {
        String sid = claims.getStringClaim("sid");
        return properties.issuer().toString().equals(claims.getIssuer())
                        && claims.getAudience().size() == 1
                        && claims.getSubject() != null
                        && sid != null
                ? Optional.of(new IdTokenHint(
                        claims.getAudience().get(0),
                        subjects.person(UUID.fromString(claims.getSubject())),
                        UUID.fromString(sid)))
                : Optional.empty();
    }

    /**
     * @param clientId the client it was made for
     * @param subject whose it is: the person's own id, whatever the client knows
     * @param sessionId the session it comes from
     */
    public record IdTokenHint(String clientId, UUID subject, UUID sessionId) {}
}
