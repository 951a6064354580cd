package org.vestibule.roster;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * What a roster did: as a whole, with counts, and to each account that was there before. New accounts are only counted, and
 * found by the time of their making.
 *
 * @param what imported, person.changed or person.disabled
 */
record RosterEvent(@Nullable UUID userId, UUID administrator, String what, Map<String, Object> values)
        implements SecurityEvent {

    RosterEvent {
        values = Map.copyOf(values);
    }

    @Override
    public String event() {
        return "roster." + what;
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
