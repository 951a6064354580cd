package org.vestibule.recovery;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * A recovery code stood in for a second factor.
 *
 * @param left how many unused ones remain
 */
public record RecoveryCodeUsed(UUID userId, UUID sessionId, int left) implements SecurityEvent {

    @Override
    public String event() {
        return "recovery-codes.used";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("left", left);
    }
}
