package org.vestibule.client;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * A secret of a client is not good any more.
 *
 * @param actorId the administrator; null: the import
 */
record ClientSecretRemoved(@Nullable UUID actorId, String clientId, UUID secretId) implements SecurityEvent {

    @Override
    public String event() {
        return "client.secret.removed";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("secretId", secretId.toString());
    }
}
