package org.vestibule.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.vestibule.client.LmsClientRepository;

/** JWTs, and in place of access tokens opaque ones for the clients that want those. */
final class TokenGenerator implements OAuth2TokenGenerator<OAuth2Token> {

    private final JwtGenerator jwts;

    TokenGenerator(JwtGenerator jwts) {
        this.jwts = jwts;
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        Jwt jwt = jwts.generate(context);
        boolean opaque = OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())
                && LmsClientRepository.metadata(context.getRegisteredClient()).opaqueAccessTokens();
        return jwt != null && opaque ? new OpaqueAccessToken(jwt) : jwt;
    }
}
