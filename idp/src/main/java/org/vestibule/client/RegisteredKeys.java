package org.vestibule.client;

import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;

/** Sets of public keys (RFC 7517) that clients name. */
public final class RegisteredKeys {

    private static final int SMALLEST_RSA = 2048;

    private RegisteredKeys() {}

    /** Empty where the value is no set of keys. */
    public static Optional<JWKSet> parsed(Map<String, Object> jwks) {
        return parsed(() -> JWKSet.parse(jwks));
    }

    /** Empty where the text is no set of keys. */
    public static Optional<JWKSet> parsed(String json) {
        return parsed(() -> JWKSet.parse(json));
    }

    private static Optional<JWKSet> parsed(Parser parser) {
        try {
            return Optional.of(parser.parse());
        } catch (ParseException | RuntimeException notKeys) {
            // null where an object should be is a NullPointerException there
            return Optional.empty();
        }
    }

    private interface Parser {
        JWKSet parse() throws ParseException;
    }

    private static boolean unstorable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    /** Whether the key is good for one of the signatures that clients make here. */
    public static boolean strong(JWK key) {
        return (key instanceof RSAKey rsa && rsa.size() >= SMALLEST_RSA)
                || (key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve()));
    }

    static Optional<String> problem(Map<String, Object> jwks) {
        if (jwks.toString().codePoints().anyMatch(RegisteredKeys::unstorable)) {
            return Optional.of("has control characters");
        }
        List<JWK> keys = parsed(jwks).map(JWKSet::getKeys).orElse(List.of());
        if (keys.stream().anyMatch(key -> key.isPrivate() || key instanceof OctetSequenceKey)) {
            return Optional.of("has a private key; it belongs to the client alone");
        }
        return keys.stream().anyMatch(RegisteredKeys::strong)
                ? Optional.empty()
                : Optional.of("has no public key for RS256, PS256 (2048 bits or more) or ES256");
    }
}
