package org.vestibule.session;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * All sessions of a person are over, but one.
 *
 * @param sessionId the one that stays, null where none does
 */
public record OtherSessionsEnded(UUID userId, @Nullable UUID sessionId, String reason) implements SecurityEvent {

    @Override
    public String event() {
        return "session.others-ended";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("reason", reason);
    }
}
