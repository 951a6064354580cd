package org.vestibule.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A registered LMS.
 *
 * @param secretHash as {@link ClientSecrets} made it; null for a public client
 */
public record LmsClient(
        UUID id, String clientId, String name, @Nullable String secretHash, ClientMetadata metadata) {

    @Override
    public String toString() {
        return "LmsClient[" + clientId + "]";
    }
}
