package org.vestibule.token;

import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.jwt.Jwt;

import com.nimbusds.jwt.SignedJWT;

/** An access token that says nothing to those who hold it; what it stands for is what the JWT in its place would say. */
final class OpaqueAccessToken extends AbstractOAuth2Token implements ClaimAccessor {

    private static final long serialVersionUID = 1L;
    private static final int BYTES = 32;
    private static final StringKeyGenerator VALUES =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), BYTES);

    private final transient Map<String, Object> claims;

    OpaqueAccessToken(Jwt jwt) {
        super(VALUES.generateKey(), jwt.getIssuedAt(), jwt.getExpiresAt());
        try {
            this.claims = SignedJWT.parse(jwt.getTokenValue()).getJWTClaimsSet().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalStateException("a JWT that was just made is one", e);
        }
    }

    @Override
    public Map<String, Object> getClaims() {
        return claims;
    }
}
