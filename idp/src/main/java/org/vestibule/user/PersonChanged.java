package org.vestibule.user;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * Somebody who may do so changed another person's account, on a page or by a roster.
 *
 * @param event {@code person.} and created, edited, roles-changed, disabled, enabled, unlocked, invited or signed-out;
 *     {@code roster.person.} and changed or disabled
 */
public record PersonChanged(UUID userId, UUID actorId, String event, Map<String, Object> detail)
        implements SecurityEvent {

    public PersonChanged {
        detail = Map.copyOf(detail);
    }
}
