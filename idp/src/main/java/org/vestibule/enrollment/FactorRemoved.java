package org.vestibule.enrollment;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.EndsGrants;
import org.vestibule.session.FactorMethod;

/**
 * An active second factor ended. Whoever keeps its secret forgets it in the same transaction (TOTP-16).
 *
 * @param sessionId in which that happened, null where outside any
 * @param replaced whether a new one of the same method takes its place
 * @param last whether the person has no second factor any more
 * @param which what it was called, by the keys of {@link FactorNames}
 */
public record FactorRemoved(
        UUID userId,
        @Nullable UUID sessionId,
        UUID enrollmentId,
        FactorMethod method,
        boolean replaced,
        boolean last,
        Map<String, Object> which)
        implements EndsGrants {

    @Override
    public String event() {
        return "factor.removed";
    }

    @Override
    public Map<String, Object> detail() {
        Map<String, Object> detail = new TreeMap<>(which);
        detail.putAll(Map.of("method", method.id(), "replaced", replaced, "last", last));
        return detail;
    }
}
