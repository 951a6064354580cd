package org.vestibule.token;

import java.security.SecureRandom;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;

/** With what tokens are signed; each has keys of its own. The first is the one that every LMS understands. */
enum SigningAlgorithm {
    RS256,
    ES256,
    PS256;

    private static final int RSA_BITS = 3072;
    private static final int KID_BYTES = 16;

    boolean of(SigningKey key) {
        return name().equals(key.jwk().getAlgorithm().getName());
    }

    JWK newKey() {
        byte[] kid = new byte[KID_BYTES];
        new SecureRandom().nextBytes(kid);
        JWKGenerator<? extends JWK> generator =
                this == ES256 ? new ECKeyGenerator(Curve.P_256) : new RSAKeyGenerator(RSA_BITS);
        try {
            return generator
                    .keyID(Base64URL.encode(kid).toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.parse(name()))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no key for " + this + " could be made", e);
        }
    }
}
