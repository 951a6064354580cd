package org.vestibule.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A row of the trail, with the names that people have now.
 *
 * @param actor who did it; null: the server, or somebody unknown
 * @param person whom it concerns
 * @param detail by key, sorted
 */
record AuditEntry(
        long id,
        Instant at,
        String event,
        String result,
        @Nullable Name actor,
        @Nullable Name person,
        @Nullable String clientId,
        @Nullable UUID sessionId,
        @Nullable String address,
        Map<String, String> detail) {

    /** Whether somebody did this to somebody else. */
    public boolean hasOtherPerson() {
        return person != null && !person.equals(actor);
    }

    AuditCursor cursor() {
        return new AuditCursor(at, id);
    }

    /**
     * A person.
     *
     * @param username null: the account is gone
     */
    record Name(
            UUID id, @Nullable String username, @Nullable String shown) {

        public String text() {
            return shown == null ? id.toString() : shown;
        }
    }
}
