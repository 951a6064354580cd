package org.vestibule.audit;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** Somebody took a copy of the trail out of the provider. */
record AuditExported(UUID actorId, Map<String, Object> detail) implements SecurityEvent {

    AuditExported {
        detail = Map.copyOf(detail);
    }

    @Override
    public String event() {
        return "audit.exported";
    }
}
