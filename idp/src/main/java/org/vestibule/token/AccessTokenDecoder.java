package org.vestibule.token;

import java.util.Map;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Reads our own access tokens at UserInfo, whichever format they have. An opaque one becomes the JWT it stands for. */
final class AccessTokenDecoder implements JwtDecoder {

    private final JwtDecoder jwts;
    private final OAuth2AuthorizationService authorizations;
    private final MappedJwtClaimSetConverter converter = MappedJwtClaimSetConverter.withDefaults(Map.of());

    AccessTokenDecoder(JwtDecoder jwts, OAuth2AuthorizationService authorizations) {
        this.jwts = jwts;
        this.authorizations = authorizations;
    }

    @Override
    public Jwt decode(String token) {
        // base64url has no dot
        return token.indexOf('.') < 0 ? opaque(token) : jwts.decode(token);
    }

    private Jwt opaque(String value) {
        OAuth2Authorization authorization = authorizations.findByToken(value, OAuth2TokenType.ACCESS_TOKEN);
        OAuth2Authorization.Token<OAuth2AccessToken> token =
                authorization == null ? null : authorization.getAccessToken();
        Map<String, Object> stored = token == null || token.isInvalidated() ? null : token.getClaims();
        if (stored == null) {
            throw new BadJwtException("not an access token of ours, or no longer");
        }
        return Jwt.withTokenValue(value)
                .header("typ", "opaque")
                .claims(claims -> claims.putAll(converter.convert(stored)))
                .build();
    }
}
