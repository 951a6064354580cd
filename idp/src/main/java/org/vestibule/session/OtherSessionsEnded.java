package org.vestibule.session;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * All sessions of a person are over, but one.
 *
 * @param sessionId the one that stays, null where none does
 * @param ended which ones are over
 */
public record OtherSessionsEnded(UUID userId, @Nullable UUID sessionId, String reason, List<UUID> ended)
        implements SecurityEvent {

    public OtherSessionsEnded {
        ended = List.copyOf(ended);
    }

    @Override
    public String event() {
        return "session.others-ended";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("reason", reason);
    }
}
