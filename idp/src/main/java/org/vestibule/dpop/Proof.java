package org.vestibule.dpop;

import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * A proof that its own key has signed (RFC 9449 section 4.3, checks 1 to 7). What it is a proof of is not looked at here.
 *
 * @param thumbprint of the key
 */
record Proof(String thumbprint, JWSAlgorithm algorithm, JWTClaimsSet claims) {

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    // a proof with an RSA key of 4096 bits has about 2500 characters
    private static final int LONGEST = 4096;
    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 4096;
    private static final int LARGEST_EXPONENT = 64;

    static Proof read(String text) {
        if (text.length() > LONGEST) {
            throw ProofRefusal.of("too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWK key = jwt.getHeader().getJWK();
            if (!TYPE.equals(jwt.getHeader().getType()) || key == null || key.isPrivate()) {
                throw ProofRefusal.of("needs the type dpop+jwt and a public key");
            }
            JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
            if (!jwt.verify(verifier(key, algorithm))) {
                throw ProofRefusal.of("signature");
            }
            return new Proof(key.computeThumbprint().toString(), algorithm, jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw ProofRefusal.of("not a signed JWT with a public key", e);
        }
    }

    private static JWSVerifier verifier(JWK key, JWSAlgorithm algorithm) throws JOSEException {
        if (key instanceof ECKey ec && JWSAlgorithm.ES256.equals(algorithm) && Curve.P_256.equals(ec.getCurve())) {
            return new ECDSAVerifier(ec);
        }
        if (key instanceof RSAKey rsa && reasonable(rsa) && rsaAlgorithm(algorithm)) {
            return new RSASSAVerifier(rsa);
        }
        throw ProofRefusal.of("key or algorithm");
    }

    private static boolean rsaAlgorithm(JWSAlgorithm algorithm) {
        return JWSAlgorithm.PS256.equals(algorithm) || JWSAlgorithm.RS256.equals(algorithm);
    }

    /** Not so small that anybody has it, not so large that a check is work. */
    private static boolean reasonable(RSAKey key) {
        return key.size() >= SMALLEST_RSA
                && key.size() <= LARGEST_RSA
                && key.getPublicExponent().decodeToBigInteger().bitLength() <= LARGEST_EXPONENT;
    }

    /** A claim that is a text. */
    String text(String name) {
        if (claims.getClaim(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw ProofRefusal.of(name);
    }
}
