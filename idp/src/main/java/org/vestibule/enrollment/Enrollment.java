package org.vestibule.enrollment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.session.FactorMethod;

/**
 * One person's second factor of one method, without its secret, which the method's own module keeps under {@code id}.
 *
 * @param createdAt when its set-up was opened
 * @param confirmedAt when it became active, null while it is pending
 * @param lastUsedAt when it was last accepted, null if never
 * @param label what its owner calls it, null where it has the usual name
 * @param number which one it is among its owner's active ones of this method, from 1
 */
public record Enrollment(
        UUID id,
        UUID userId,
        FactorMethod method,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String label,
        int number) {}
