package org.vestibule.enrollment;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;
import org.vestibule.session.FactorMethod;

/** A second factor got another name; which one is its owner's business. */
public record FactorRenamed(UUID userId, UUID sessionId, UUID enrollmentId, FactorMethod method)
        implements SecurityEvent {

    @Override
    public String event() {
        return "factor.renamed";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("method", method.id());
    }
}
