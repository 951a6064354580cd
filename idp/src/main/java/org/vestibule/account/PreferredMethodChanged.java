package org.vestibule.account;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * A person chose which second factor is asked first.
 *
 * @param method its id
 */
record PreferredMethodChanged(UUID userId, UUID sessionId, String method) implements SecurityEvent {

    @Override
    public String event() {
        return "factor.preferred";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("method", method);
    }
}
