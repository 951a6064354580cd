package org.vestibule.dpop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.vestibule.secrets.Sha256;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** The key of a client, and the proofs that it makes. */
public final class ProvingKey {

    private static final int RSA_BITS = 2048;

    private final JWK key;
    private final JWSAlgorithm algorithm;

    private ProvingKey(JWK key, JWSAlgorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    public static ProvingKey ec() {
        try {
            return new ProvingKey(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ProvingKey rsa(String algorithm) {
        return rsa(algorithm, RSA_BITS);
    }

    static ProvingKey rsa(String algorithm, int bits) {
        try {
            return new ProvingKey(new RSAKeyGenerator(bits, true).generate(), JWSAlgorithm.parse(algorithm));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key with another algorithm. */
    public ProvingKey with(String other) {
        return new ProvingKey(key, JWSAlgorithm.parse(other));
    }

    JWK key() {
        return key;
    }

    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String proof(String method, String address, Instant at) {
        return proof(claims(method, address, at).build());
    }

    public String proof(String method, String address, Instant at, String accessToken) {
        return proof(claims(method, address, at)
                .claim("ath", Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(accessToken)))
                .build());
    }

    /** What a right proof says. */
    static JWTClaimsSet.Builder claims(String method, String address, Instant at) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", address)
                .issueTime(Date.from(at));
    }

    String proof(JWTClaimsSet claims) {
        return proof("dpop+jwt", key.toPublicJWK(), claims);
    }

    String proof(String type, JWK shown, JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(type))
                .jwk(shown)
                .build();
        return sign(header, claims);
    }

    /** With a header that no library would make. */
    String proof(Map<String, Object> header, JWTClaimsSet claims) {
        String text = encode(JSONObjectUtils.toJSONString(header)) + '.' + encode(claims.toString());
        return text + '.' + encode("no signature");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(
                    key instanceof ECKey ec
                            ? new ECDSASigner(ec)
                            : new RSASSASigner(((RSAKey) key).toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
