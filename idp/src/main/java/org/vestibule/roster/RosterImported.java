package org.vestibule.roster;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * A roster has been imported. New accounts are only counted, and found by the time of their making.
 *
 * @param detail how many of each kind
 */
record RosterImported(UUID actorId, Map<String, Object> detail) implements SecurityEvent {

    RosterImported {
        detail = Map.copyOf(detail);
    }

    @Override
    public String event() {
        return "roster.imported";
    }
}
