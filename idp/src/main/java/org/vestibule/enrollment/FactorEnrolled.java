package org.vestibule.enrollment;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.EndsGrants;
import org.vestibule.session.FactorMethod;

/**
 * A second factor became active.
 *
 * @param first whether the person had none before
 */
public record FactorEnrolled(UUID userId, UUID sessionId, UUID enrollmentId, FactorMethod method, boolean first)
        implements EndsGrants {

    @Override
    public String event() {
        return "factor.enrolled";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("method", method.id(), "first", first);
    }
}
