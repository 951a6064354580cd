package org.vestibule.applications;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * An administrator changed an application.
 *
 * @param what created, edited or deleted
 */
record ApplicationChanged(String clientId, UUID actorId, String what, Map<String, Object> values)
        implements SecurityEvent {

    ApplicationChanged {
        values = Map.copyOf(values);
    }

    @Override
    public String event() {
        return "client." + what;
    }

    @Override
    public Map<String, Object> detail() {
        return values;
    }
}
