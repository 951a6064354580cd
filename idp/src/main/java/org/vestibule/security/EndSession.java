package org.vestibule.security;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.vestibule.token.IdTokenHints.IdTokenHint;

/**
 * A request of RP-initiated logout, read and checked.
 *
 * <p>The hint is present only when it is a valid one; the redirect address only when it is registered for the hint's client.
 */
final class EndSession extends AbstractAuthenticationToken {

    static final String PATH = "/connect/logout";

    private static final long serialVersionUID = 1L;

    private final transient @Nullable IdTokenHint hint;
    private final @Nullable String clientId;
    private final @Nullable String redirectUri;
    private final @Nullable String state;

    EndSession(
            @Nullable IdTokenHint hint,
            @Nullable String clientId,
            @Nullable String redirectUri,
            @Nullable String state) {
        super(List.of());
        this.hint = hint;
        this.clientId = clientId;
        this.redirectUri = redirectUri;
        this.state = state;
    }

    Optional<IdTokenHint> hint() {
        return Optional.ofNullable(hint);
    }

    Optional<UUID> sessionId() {
        return hint().map(IdTokenHint::sessionId);
    }

    @Nullable
    String clientId() {
        return clientId;
    }

    @Nullable
    String redirectUri() {
        return redirectUri;
    }

    @Nullable
    String state() {
        return state;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return clientId == null ? "" : clientId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
