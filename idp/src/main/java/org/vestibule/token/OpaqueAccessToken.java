package org.vestibule.token;

import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.jwt.Jwt;

import com.nimbusds.jwt.SignedJWT;

/** An access token that says nothing to those who hold it; what it stands for is what the JWT in its place would say. */
final class OpaqueAccessToken extends AbstractOAuth2Token implements ClaimAccessor {

    private static final long serialVersionUID = 1L;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final transient Map<String, Object> claims;

    OpaqueAccessToken(Jwt jwt) {
        super(randomValue(), jwt.getIssuedAt(), jwt.getExpiresAt());
        try {
            this.claims = SignedJWT.parse(jwt.getTokenValue()).getJWTClaimsSet().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalStateException("a JWT that was just made is one", e);
        }
    }

    private static String randomValue() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Map<String, Object> getClaims() {
        return claims;
    }
}
