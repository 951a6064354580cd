package org.vestibule.recovery.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.session.HeldForms;

/**
 * Keeps codes that are on somebody's screen, sealed, for this session and ten minutes, so that pressing Done too early does
 * not lose them. Nothing but that form reads them, and it ends with their being saved.
 */
@Component
class ShownCodes {

    private static final String MADE = "recovery.made";
    private static final String CODES = "recovery.codes";

    private final HeldForms heldForms;

    ShownCodes(HeldForms heldForms) {
        this.heldForms = heldForms;
    }

    String keep(UUID sessionId, FreshCodes fresh) {
        return heldForms.hold(sessionId, Map.of(MADE, List.of(fresh.madeAt().toString()), CODES, fresh.codes()));
    }

    /** Empty when too old, another session's, or not such a set. */
    Optional<FreshCodes> find(UUID sessionId, String id) {
        return heldForms
                .find(sessionId, id)
                .filter(held -> held.containsKey(MADE) && held.containsKey(CODES))
                .map(held -> new FreshCodes(
                        Instant.parse(held.getOrDefault(MADE, List.of()).get(0)), held.getOrDefault(CODES, List.of())));
    }

    void forget(UUID sessionId, String id) {
        heldForms.drop(sessionId, id);
    }
}
