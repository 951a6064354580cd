package org.vestibule.enrollment;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;
import org.vestibule.session.FactorMethod;

/**
 * A second factor got another name.
 *
 * @param which what it is called now, by the keys of {@link FactorNames}
 */
public record FactorRenamed(
        UUID userId, UUID sessionId, UUID enrollmentId, FactorMethod method, Map<String, Object> which)
        implements SecurityEvent {

    @Override
    public String event() {
        return "factor.renamed";
    }

    @Override
    public Map<String, Object> detail() {
        Map<String, Object> detail = new TreeMap<>(which);
        detail.put("method", method.id());
        return detail;
    }
}
