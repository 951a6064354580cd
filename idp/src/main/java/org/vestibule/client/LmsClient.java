package org.vestibule.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A registered LMS.
 *
 * @param secretHash of a new client: as {@link ClientSecrets} made it; of one that is there: the hashes of its secrets, for
 *     {@link ClientSecrets} to check by; null for a client without
 */
public record LmsClient(
        UUID id, String clientId, String name, @Nullable String secretHash, ClientMetadata metadata) {

    @Override
    public String toString() {
        return "LmsClient[" + clientId + "]";
    }
}
