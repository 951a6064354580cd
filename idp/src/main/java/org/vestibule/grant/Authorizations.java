package org.vestibule.grant;

import java.security.Principal;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.web.IdpProperties;

import com.nimbusds.jwt.SignedJWT;

/** Our rows as the framework's {@link OAuth2Authorization}, with the one token that was asked for. */
@Component
class Authorizations {

    private static final String CONFIRMATION = "cnf";

    private final LmsClientRepository clients;
    private final Subjects subjects;
    private final IdpProperties properties;
    private final Clock clock;

    Authorizations(LmsClientRepository clients, Subjects subjects, IdpProperties properties, Clock clock) {
        this.subjects = subjects;
        this.clients = clients;
        this.properties = properties;
        this.clock = clock;
    }

    static boolean is(StoredToken token, @Nullable OAuth2TokenType type) {
        if (type == null) {
            // nothing that the framework looks for without saying what it is
            return token.kind() != TokenKind.DEVICE;
        }
        return switch (token.kind()) {
            case DEVICE -> false;
            case CODE -> type.getValue().equals(OAuth2ParameterNames.CODE);
            case ACCESS -> type.equals(OAuth2TokenType.ACCESS_TOKEN);
            case REFRESH -> type.equals(OAuth2TokenType.REFRESH_TOKEN);
        };
    }

    Duration codeLife(OAuth2Authorization authorization) {
        return client(authorization.getRegisteredClientId()).getTokenSettings().getAuthorizationCodeTimeToLive();
    }

    /** The authorization with {@code value} as its only token; a dead one is marked invalidated. */
    OAuth2Authorization of(StoredToken token, String value) {
        Grant grant = token.grant();
        RegisteredClient client = client(grant.clientId().toString());
        OAuth2Authorization.Builder builder = OAuth2Authorization.withRegisteredClient(client)
                .id(grant.id().toString())
                .principalName(principalName(grant, client))
                .authorizationGrantType(
                        grant.user() == null
                                ? AuthorizationGrantType.CLIENT_CREDENTIALS
                                : AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(grant.scopes())
                .attribute(Grant.ATTRIBUTE, grant)
                .attribute(OAuth2AuthorizationRequest.class.getName(), request(grant, client));
        if (grant.user() != null) {
            builder.attribute(Principal.class.getName(), new GrantPrincipal(grant.user()));
        }
        boolean dead = token.spent() || !grant.live() || !token.expiresAt().isAfter(clock.instant());
        addToken(builder, token, value, dead);
        return builder.build();
    }

    private static String principalName(Grant grant, RegisteredClient client) {
        return grant.user() == null ? client.getClientId() : grant.user().id().toString();
    }

    private void addToken(OAuth2Authorization.Builder builder, StoredToken token, String value, boolean dead) {
        Instant issued = token.issuedAt();
        Instant expires = token.expiresAt();
        switch (token.kind()) {
            case CODE ->
                builder.token(
                        new OAuth2AuthorizationCode(value, issued, expires), metadata -> invalidated(metadata, dead));
            case DEVICE ->
                builder.token(new OAuth2DeviceCode(value, issued, expires), metadata -> invalidated(metadata, dead));
            case REFRESH ->
                builder.token(new OAuth2RefreshToken(value, issued, expires), metadata -> {
                    invalidated(metadata, dead);
                    metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, refreshClaims(token));
                });
            case ACCESS -> addAccessToken(builder, token, value, dead);
        }
    }

    private void addAccessToken(OAuth2Authorization.Builder builder, StoredToken token, String value, boolean dead) {
        Map<String, Object> claims = claims(token, value);
        OAuth2AccessToken access = new OAuth2AccessToken(
                bound(claims) ? OAuth2AccessToken.TokenType.DPOP : OAuth2AccessToken.TokenType.BEARER,
                value,
                token.issuedAt(),
                token.expiresAt(),
                token.scopes());
        builder.token(access, metadata -> {
            invalidated(metadata, dead);
            metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims);
        });
        if (token.grant().user() != null && token.scopes().contains("openid")) {
            // UserInfo asks whether the grant is an OpenID one; the ID token itself is kept nowhere
            builder.token(
                    OidcIdToken.withTokenValue("not-kept")
                            .subject(token.grant().user().id().toString())
                            .issuedAt(token.issuedAt())
                            .expiresAt(token.expiresAt())
                            .build(),
                    metadata -> invalidated(metadata, dead));
        }
    }

    /** Whether an access token is of use only with its key (RFC 9449 section 6). */
    private static boolean bound(Map<String, Object> claims) {
        return claims.get(CONFIRMATION) instanceof Map<?, ?> confirmation && confirmation.containsKey("jkt");
    }

    private static void invalidated(Map<String, Object> metadata, boolean dead) {
        metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, dead);
    }

    private Map<String, Object> refreshClaims(StoredToken token) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (token.grant().user() != null) {
            RegisteredClient client = client(token.grant().clientId().toString());
            claims.put(
                    "sub",
                    subjects.of(token.grant().user().id(), LmsClientRepository.metadata(client))
                            .toString());
        }
        claims.put("iss", properties.issuer().toString());
        claims.put("scope", String.join(" ", token.grant().scopes()));
        if (token.jkt() != null) {
            claims.put(CONFIRMATION, Map.of("jkt", token.jkt()));
        }
        return claims;
    }

    /** What an access token says. */
    Map<String, Object> claims(StoredToken token, String value) {
        return token.claims() == null ? claims(value) : token.claims();
    }

    /** The authorization of a token that comes of another one; the token is not there yet. */
    OAuth2Authorization of(Grant grant, Exchange exchange, RegisteredClient client) {
        return OAuth2Authorization.withRegisteredClient(client)
                .id(grant.id().toString())
                .principalName(principalName(grant, client))
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizedScopes(grant.scopes())
                .attribute(Grant.ATTRIBUTE, grant)
                .attribute(Exchange.ATTRIBUTE, exchange)
                .build();
    }

    // The value's hash was found, so it is a token of ours; its claims are read from it, not stored again.
    private static Map<String, Object> claims(String value) {
        try {
            return SignedJWT.parse(value).getJWTClaimsSet().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalStateException("an access token without stored claims is a JWT", e);
        }
    }

    /** What the row of a new access token keeps of its claims: nothing where the token is a JWT. */
    @Nullable
    Map<String, Object> storedClaims(String clientId, @Nullable Map<String, Object> claims) {
        return LmsClientRepository.metadata(client(clientId)).opaqueAccessTokens() ? claims : null;
    }

    private static OAuth2AuthorizationRequest request(Grant grant, RegisteredClient client) {
        Map<String, Object> parameters = new LinkedHashMap<>(grant.request());
        Object redirectUri = parameters.remove(OAuth2ParameterNames.REDIRECT_URI);
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("/oauth2/authorize")
                .clientId(client.getClientId())
                .redirectUri(redirectUri == null ? null : redirectUri.toString())
                .scopes(grant.scopes())
                .additionalParameters(parameters)
                .build();
    }

    RegisteredClient client(String id) {
        RegisteredClient client = clients.findById(id);
        if (client == null) {
            throw new IllegalStateException("a grant's client always exists");
        }
        return client;
    }
}
