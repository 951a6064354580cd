package org.vestibule.grant;

import java.time.Instant;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** What the code and the refresh grant have in common. */
final class TokenRequests {

    private TokenRequests() {}

    static OAuth2ClientAuthenticationToken authenticatedClient(OAuth2AuthorizationGrantAuthenticationToken request) {
        if (request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()) {
            return client;
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }

    static RegisteredClient registered(OAuth2ClientAuthenticationToken client) {
        RegisteredClient registered = client.getRegisteredClient();
        if (registered == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return registered;
    }

    /** Ends the family of something that was presented twice. */
    static void replayed(
            StoredToken token,
            RegisteredClient client,
            GrantStore store,
            ApplicationEventPublisher events,
            Instant now) {
        if (token.grant().user() != null
                && store.revoke(token.grant().id(), token.kind().column() + "-replayed", now)) {
            events.publishEvent(new TokenReplayed(
                    token.grant().user().id(),
                    client.getClientId(),
                    token.kind().column()));
        }
    }
}
