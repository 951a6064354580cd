package org.vestibule.lab;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * What happened to a shared computer.
 *
 * @param what registered, removed, signed-out by an administrator, or next-learner: a person made room for the next one
 * @param userId the person who made room, else null
 * @param sessionId the session that ended by it, null where there was none
 */
record SharedComputerEvent(
        String what,
        @Nullable UUID userId,
        @Nullable UUID actorId,
        @Nullable UUID sessionId,
        Map<String, Object> detail)
        implements SecurityEvent {

    SharedComputerEvent {
        detail = Map.copyOf(detail);
    }

    static SharedComputerEvent administered(String what, SharedComputer computer, UUID administrator) {
        return new SharedComputerEvent(what, null, administrator, null, detail(computer.id(), computer.name()));
    }

    static Map<String, Object> detail(UUID computer, String name) {
        return Map.of("computer", computer.toString(), "name", name);
    }

    @Override
    public String event() {
        return "shared-computer." + what;
    }
}
