package org.vestibule.session;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which session a cookie belongs to, running or over.
 *
 * @param sharedComputer where it began, null: not on a shared computer
 */
public record SessionOfCookie(
        UUID id, UUID userId, @Nullable UUID sharedComputer) {}
