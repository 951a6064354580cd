package org.vestibule.recovery;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * Ten new recovery codes; all older ones are void.
 *
 * @param first whether the person had none before
 */
public record RecoveryCodesCreated(UUID userId, UUID sessionId, boolean first) implements SecurityEvent {

    @Override
    public String event() {
        return "recovery-codes.created";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("first", first);
    }
}
