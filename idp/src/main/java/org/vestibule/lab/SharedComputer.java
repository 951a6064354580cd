package org.vestibule.lab;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A browser that many people use.
 *
 * @param name of the room or computer, as the administrator gave it
 * @param registeredBy the administrator's name, null where the account is gone
 * @param lastUsedAt the hour of the last sign-in, null before the first one
 */
public record SharedComputer(
        UUID id,
        String name,
        @Nullable String registeredBy,
        Instant registeredAt,
        @Nullable Instant lastUsedAt) {}
