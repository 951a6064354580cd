package org.vestibule.grant;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** What one token request brought. */
record IssuedTokens(
        RegisteredClient client,
        OAuth2AccessToken access,
        @Nullable OAuth2RefreshToken refresh,
        @Nullable String idToken) {

    /** The framework's answer of the token endpoint. */
    OAuth2AccessTokenAuthenticationToken answer(OAuth2ClientAuthenticationToken clientPrincipal) {
        Map<String, Object> more = new HashMap<>();
        if (idToken != null) {
            more.put(OidcParameterNames.ID_TOKEN, idToken);
        }
        return new OAuth2AccessTokenAuthenticationToken(client, clientPrincipal, access, refresh, more);
    }
}
