package org.vestibule.client;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a client's secret: not the secret.
 *
 * @param expiresAt null: never
 * @param lastUsedAt to the hour; null: not yet
 */
public record ClientSecret(
        UUID id,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
