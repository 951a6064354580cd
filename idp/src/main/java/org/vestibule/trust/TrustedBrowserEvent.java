package org.vestibule.trust;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * What happened to a trust.
 *
 * @param what added, used, removed, or replayed: an old value of its cookie came back, as after a theft
 */
record TrustedBrowserEvent(
        String what,
        UUID userId,
        @Nullable UUID actorId,
        @Nullable UUID sessionId,
        Map<String, Object> detail) implements SecurityEvent {

    TrustedBrowserEvent {
        detail = Map.copyOf(detail);
    }

    static TrustedBrowserEvent removed(UUID userId, @Nullable UUID actorId, String reason) {
        return new TrustedBrowserEvent("removed", userId, actorId, null, Map.of("reason", reason));
    }

    @Override
    public String event() {
        return "trusted-browser." + what;
    }

    @Override
    public boolean success() {
        return !what.equals("replayed");
    }
}
