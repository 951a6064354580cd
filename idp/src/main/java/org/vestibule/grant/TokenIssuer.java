package org.vestibule.grant;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.dpop.ProvenKey;
import org.vestibule.secrets.KeyedHash;

/** Makes the tokens of a grant and stores their hashes, in the transaction that spent the code or refresh token. */
@Component
class TokenIssuer {

    static final Duration OFFLINE_IDLE = Duration.ofDays(14);
    private static final OAuth2TokenType ID_TOKEN = new OAuth2TokenType(OidcParameterNames.ID_TOKEN);
    private static final int REFRESH_TOKEN_BYTES = 32;

    private final GrantStore store;
    private final Authorizations authorizations;
    private final OAuth2TokenGenerator<? extends OAuth2Token> generator;
    private final KeyedHash hash;
    private final Clock clock;
    private final StringKeyGenerator values =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), REFRESH_TOKEN_BYTES);

    TokenIssuer(
            GrantStore store,
            Authorizations authorizations,
            OAuth2TokenGenerator<? extends OAuth2Token> generator,
            KeyedHash hash,
            Clock clock) {
        this.store = store;
        this.authorizations = authorizations;
        this.generator = generator;
        this.hash = hash;
        this.clock = clock;
    }

    /**
     * Issues access token, refresh token where the client has that grant and not one that stays, and ID token for an OpenID request.
     *
     * @param spent the code or refresh token, already spent unless it stays
     * @param value its value
     * @param scopes of the access token, within the grant's
     */
    IssuedTokens issue(StoredToken spent, String value, Set<String> scopes, Authentication tokenRequest) {
        Grant grant = spent.grant();
        OAuth2Authorization authorization = authorizations.of(spent, value);
        RegisteredClient client = authorizations.client(grant.clientId().toString());
        DefaultOAuth2TokenContext.Builder context = context(grant, client, authorization, scopes, tokenRequest);
        ProvenKey key = ProvenKey.of(tokenRequest);
        Instant now = clock.instant();
        OAuth2AccessToken access = access(grant, client, scopes, context, key, now);

        boolean kept = spent.kind() == TokenKind.REFRESH
                && LmsClientRepository.metadata(client).fapi2();
        OAuth2RefreshToken refresh =
                !kept && client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN)
                        ? refreshToken(grant, client, spent.kind() == TokenKind.REFRESH ? value : null, key, now)
                        : null;
        String idToken = grant.scopes().contains("openid")
                ? generate(context.tokenType(ID_TOKEN)
                                .authorization(OAuth2Authorization.from(authorization)
                                        .accessToken(access)
                                        .build())
                                .build())
                        .getTokenValue()
                : null;
        return new IssuedTokens(client, access, refresh, idToken);
    }

    /** Issues the one token that comes of an exchange. */
    OAuth2AccessToken exchanged(Grant grant, Exchange exchange, RegisteredClient client, Authentication tokenRequest) {
        OAuth2Authorization authorization = authorizations.of(grant, exchange, client);
        DefaultOAuth2TokenContext.Builder context = context(grant, client, authorization, grant.scopes(), tokenRequest)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE);
        return access(grant, client, grant.scopes(), context, ProvenKey.of(tokenRequest), clock.instant());
    }

    private OAuth2AccessToken access(
            Grant grant,
            RegisteredClient client,
            Set<String> scopes,
            DefaultOAuth2TokenContext.Builder context,
            @Nullable ProvenKey key,
            Instant now) {
        OAuth2Token token =
                generate(context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
        store.insertToken(
                new NewToken(grant.id(), TokenKind.ACCESS, token.getTokenValue(), scopes, now, expires(token, grant))
                        .saying(claims(client, token)));
        return new OAuth2AccessToken(
                key == null ? OAuth2AccessToken.TokenType.BEARER : OAuth2AccessToken.TokenType.DPOP,
                token.getTokenValue(),
                token.getIssuedAt(),
                token.getExpiresAt(),
                scopes);
    }

    private static DefaultOAuth2TokenContext.Builder context(
            Grant grant,
            RegisteredClient client,
            OAuth2Authorization authorization,
            Set<String> scopes,
            Authentication tokenRequest) {
        if (grant.user() == null) {
            throw new IllegalStateException("codes and refresh tokens belong to a person");
        }
        return DefaultOAuth2TokenContext.builder()
                .registeredClient(client)
                .principal(new GrantPrincipal(grant.user()))
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorization(authorization)
                .authorizedScopes(scopes)
                // also after a refresh: the claims come from the grant, not from a former ID token
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrant(tokenRequest);
    }

    private OAuth2Token generate(OAuth2TokenContext context) {
        OAuth2Token token = generator.generate(context);
        if (token == null) {
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR));
        }
        return token;
    }

    private static Instant expires(OAuth2Token token, Grant grant) {
        Instant expires = token.getExpiresAt();
        return expires == null ? grant.expiresAt() : expires;
    }

    private @Nullable Map<String, Object> claims(RegisteredClient client, OAuth2Token token) {
        return token instanceof ClaimAccessor claims
                ? authorizations.storedClaims(client.getId(), claims.getClaims())
                : null;
    }

    private OAuth2RefreshToken refreshToken(
            Grant grant, RegisteredClient client, @Nullable String former, @Nullable ProvenKey key, Instant now) {
        String value = former == null
                        || LmsClientRepository.metadata(client).refreshGrace().isZero()
                ? values.generateKey()
                : successor(former);
        Instant idle = now.plus(OFFLINE_IDLE);
        Instant expires = grant.offline() && idle.isBefore(grant.expiresAt()) ? idle : grant.expiresAt();
        store.insertToken(new NewToken(grant.id(), TokenKind.REFRESH, value, grant.scopes(), now, expires)
                .boundTo(bound(client, key)));
        return new OAuth2RefreshToken(value, now, expires);
    }

    /** RFC 9449 section 5: another client's refresh token is bound to its authentication already. */
    private static @Nullable String bound(RegisteredClient client, @Nullable ProvenKey key) {
        return key != null && client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)
                ? key.thumbprint()
                : null;
    }

    /** The same every time, so that a repeated use within the grace is answered alike although only hashes are kept. */
    private String successor(String former) {
        return encode(hash.mac("refresh token successor", former.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
