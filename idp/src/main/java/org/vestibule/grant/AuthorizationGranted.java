package org.vestibule.grant;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A person was sent back to an LMS with a code, or allowed a device of one. */
public record AuthorizationGranted(UUID userId, String clientId, UUID sessionId, String amr) implements SecurityEvent {

    @Override
    public String event() {
        return "authorization.granted";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("amr", amr);
    }
}
