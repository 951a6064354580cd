package org.vestibule.enrollment;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.vestibule.event.EndsGrants;
import org.vestibule.session.FactorMethod;

/**
 * A second factor became active.
 *
 * @param first whether the person had none before
 * @param replaced whether it took the place of another one
 * @param which what it is called, by the keys of {@link FactorNames}
 */
public record FactorEnrolled(
        UUID userId,
        UUID sessionId,
        UUID enrollmentId,
        FactorMethod method,
        boolean first,
        boolean replaced,
        Map<String, Object> which)
        implements EndsGrants {

    @Override
    public String event() {
        return "factor.enrolled";
    }

    @Override
    public Map<String, Object> detail() {
        Map<String, Object> detail = new TreeMap<>(which);
        detail.putAll(Map.of("method", method.id(), "first", first, "replaced", replaced));
        return detail;
    }
}
