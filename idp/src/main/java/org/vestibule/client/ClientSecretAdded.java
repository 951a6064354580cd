package org.vestibule.client;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * A client has a new secret.
 *
 * @param actorId the administrator; null: the import
 * @param formerEndsAt until when the former secret is good; null: until somebody removes it
 */
record ClientSecretAdded(
        @Nullable UUID actorId,
        String clientId,
        UUID secretId,
        @Nullable Instant formerEndsAt) implements SecurityEvent {

    @Override
    public String event() {
        return "client.secret.added";
    }

    @Override
    public Map<String, Object> detail() {
        return formerEndsAt == null
                ? Map.of("secretId", secretId.toString())
                : Map.of("secretId", secretId.toString(), "formerEndsAt", formerEndsAt.toString());
    }
}
