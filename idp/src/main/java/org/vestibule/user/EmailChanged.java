package org.vestibule.user;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * A person has another e-mail address. The addresses are for those who tell about it, never for the audit trail.
 *
 * @param actorId the person, where the mailbox was proven; null: it was an administrator or an import
 * @param before the verified address that was replaced; null: there was none
 * @param after the new one; null: none
 */
public record EmailChanged(
        UUID userId,
        @Nullable UUID actorId,
        @Nullable String before,
        @Nullable String after) implements SecurityEvent {

    @Override
    public String event() {
        return "email.changed";
    }

    @Override
    public String toString() {
        return "EmailChanged[" + userId + "]";
    }
}
