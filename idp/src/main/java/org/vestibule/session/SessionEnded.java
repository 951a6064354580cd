package org.vestibule.session;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A session is over; what lives with it ends in the same transaction. */
public record SessionEnded(UUID userId, UUID sessionId, String reason) implements SecurityEvent {

    @Override
    public String event() {
        return "session.ended";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("reason", reason);
    }
}
