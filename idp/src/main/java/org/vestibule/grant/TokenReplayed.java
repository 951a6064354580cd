package org.vestibule.grant;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A spent code or refresh token was presented again; everything issued from its grant is revoked (OID-04, OID-06). */
public record TokenReplayed(UUID userId, String clientId, String kind) implements SecurityEvent {

    @Override
    public String event() {
        return "token.replayed";
    }

    @Override
    public boolean success() {
        return false;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("kind", kind);
    }
}
