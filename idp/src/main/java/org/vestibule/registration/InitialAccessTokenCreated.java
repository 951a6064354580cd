package org.vestibule.registration;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** The operator made a token by which clients register themselves. */
record InitialAccessTokenCreated(UUID id, String purpose, RegistrationPolicy policy, int uses, Instant expiresAt)
        implements SecurityEvent {

    @Override
    public String event() {
        return "client.registration-token-created";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of(
                "token",
                id.toString(),
                "purpose",
                purpose,
                "uses",
                uses,
                "expiresAt",
                expiresAt.toString(),
                "grantTypes",
                String.join(" ", policy.grantTypes()),
                "scopes",
                String.join(" ", policy.scopes()),
                "redirectHosts",
                String.join(" ", policy.redirectHosts()),
                "requirePkce",
                policy.requirePkce(),
                "consent",
                policy.consent());
    }
}
