package org.vestibule.security;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;
import org.vestibule.token.IdTokenHints;
import org.vestibule.token.IdTokenHints.IdTokenHint;

/**
 * Reads a request of RP-initiated logout. Unlike the framework it takes one without a hint, or with one that is not ours:
 * the visitor is asked then (OID-15). No {@code AuthenticationConverter}, because the resource server would take a bean of that
 * type for its own.
 */
@Component
class EndSessionRequests {

    private final IdTokenHints hints;
    private final Clients clients;

    EndSessionRequests(IdTokenHints hints, Clients clients) {
        this.hints = hints;
        this.clients = clients;
    }

    EndSession read(HttpServletRequest request) {
        String clientId = single(request, "client_id");
        String given = single(request, "id_token_hint");
        IdTokenHint hint = given == null
                ? null
                : hints.read(given)
                        .filter(read -> clients.byClientId(read.clientId()).isPresent())
                        .filter(read -> clientId == null || clientId.equals(read.clientId()))
                        .orElse(null);
        String redirectUri = single(request, "post_logout_redirect_uri");
        boolean registered = hint != null
                && redirectUri != null
                && clients.byClientId(hint.clientId())
                        .filter(client ->
                                client.metadata().postLogoutRedirectUris().contains(redirectUri))
                        .isPresent();
        return new EndSession(
                hint,
                hint == null ? clientId : hint.clientId(),
                registered ? redirectUri : null,
                single(request, "state"));
    }

    private static @Nullable String single(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null || values.length != 1 || values[0].isEmpty() ? null : values[0];
    }
}
