package org.vestibule.logout;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * An LMS confirmed a sign-out, or was given up.
 *
 * @param outcome HTTP status or kind of failure of the last attempt
 */
record LmsTold(UUID userId, String clientId, UUID sessionId, boolean success, int attempts, String outcome)
        implements SecurityEvent {

    @Override
    public String event() {
        return "logout.backchannel";
    }

    /** Nobody did it: it follows from the end of the session. */
    @Override
    public @Nullable UUID actorId() {
        return null;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("attempts", attempts, "outcome", outcome);
    }
}
