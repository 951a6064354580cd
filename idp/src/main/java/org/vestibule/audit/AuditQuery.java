package org.vestibule.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted.
 *
 * @param person who did it or whom it concerns
 * @param until the first moment that is not wanted any more
 */
record AuditQuery(
        @Nullable UUID person,
        @Nullable String event,
        @Nullable Instant from,
        @Nullable Instant until) {}
