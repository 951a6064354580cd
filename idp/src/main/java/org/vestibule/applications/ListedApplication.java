package org.vestibule.applications;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.client.LmsClient;

/**
 * An application as the pages show it.
 *
 * @param version goes up with every change
 * @param lastUsed when it authenticated itself last, or got something for a person; null: not yet, as far as is known
 */
record ListedApplication(
        LmsClient client, long version, @Nullable Instant lastUsed) {

    public UUID id() {
        return client.id();
    }

    /** Whether it authenticates itself by a secret. */
    public boolean bySecret() {
        return client.metadata().authenticationMethods().stream()
                .anyMatch(method -> method.startsWith("client_secret_"));
    }
}
