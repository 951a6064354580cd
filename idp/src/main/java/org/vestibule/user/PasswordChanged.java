package org.vestibule.user;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.EndsGrants;

/**
 * A person has another password. Whoever keeps sessions, tokens or links for that person ends them (PWD-09).
 *
 * @param sessionId the session in which it was changed, the only one that goes on; null: none does
 */
public record PasswordChanged(UUID userId, @Nullable UUID sessionId) implements EndsGrants {

    @Override
    public String event() {
        return "password.changed";
    }
}
