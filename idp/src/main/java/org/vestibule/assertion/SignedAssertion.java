package org.vestibule.assertion;

import java.text.ParseException;
import java.util.Optional;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * A signed JWT as it came. Nothing in it is proven yet.
 *
 * @param claims its payload
 * @param audienceIsText whether {@code aud} is a string, not a list
 */
record SignedAssertion(SignedJWT jwt, JWTClaimsSet claims, boolean audienceIsText) {

    /** Empty where the text is no signed JWT. */
    static Optional<SignedAssertion> parsed(String text) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            boolean audienceIsText = jwt.getPayload().toJSONObject().get("aud") instanceof String;
            return Optional.of(new SignedAssertion(jwt, jwt.getJWTClaimsSet(), audienceIsText));
        } catch (ParseException | RuntimeException notOne) {
            // null where an object should be is a NullPointerException there
            return Optional.empty();
        }
    }
}
