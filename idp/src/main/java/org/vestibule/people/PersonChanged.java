package org.vestibule.people;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * An administrator changed a person's account.
 *
 * @param what created, edited, disabled, enabled, unlocked, invited or signed-out
 */
record PersonChanged(UUID userId, UUID administrator, String what, Map<String, Object> values)
        implements SecurityEvent {

    PersonChanged {
        values = Map.copyOf(values);
    }

    @Override
    public String event() {
        return "person." + what;
    }

    @Override
    public UUID actorId() {
        return administrator;
    }

    @Override
    public Map<String, Object> detail() {
        return values;
    }
}
