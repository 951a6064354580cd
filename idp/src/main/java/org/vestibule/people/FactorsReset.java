package org.vestibule.people;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.EndsGrants;

/**
 * An administrator took a person's second factors away (MFA-17). Nobody keeps a token of the time before.
 *
 * @param mailed whether the set-up code went to the person by mail; else the administrator saw it
 */
record FactorsReset(UUID userId, UUID administrator, String reason, boolean mailed) implements EndsGrants {

    @Override
    public String event() {
        return "person.factors-reset";
    }

    @Override
    public UUID actorId() {
        return administrator;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("reason", reason, "mailed", mailed);
    }
}
