package org.vestibule.consent;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A person was asked whether an application may use the account. */
record ConsentAnswered(UUID userId, String clientId, UUID sessionId, String scopes, boolean allowed)
        implements SecurityEvent {

    @Override
    public String event() {
        return allowed ? "consent.given" : "consent.refused";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("scopes", scopes);
    }
}
