package org.vestibule.user;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.EndsGrants;

/**
 * An account that was enabled is not any more, whoever did it. Sessions and tokens end with it, for good: enabling it again
 * brings none of them back (contract, section 4).
 */
public record AccountDisabled(UUID userId) implements EndsGrants {

    @Override
    public String event() {
        return "account.disabled";
    }

    /** Told by the event of whoever did it. */
    @Override
    public @Nullable UUID actorId() {
        return null;
    }
}
