package org.vestibule.recovery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How things stand with a person's recovery codes.
 *
 * @param madeAt when the present ten were made, null where none ever were
 * @param left how many of them are unused
 * @param confirmed whether the person said that they are saved
 */
public record RecoveryState(@Nullable Instant madeAt, int left, boolean confirmed) {

    /** How many a set has. */
    public static final int CODES = 10;

    private static final int FEW = 3;

    /** Nobody made any. */
    static RecoveryState none() {
        return new RecoveryState(null, 0, false);
    }

    public boolean made() {
        return madeAt != null;
    }

    /** Three or fewer left: time for new ones (MFA-14). */
    public boolean few() {
        return made() && left <= FEW;
    }
}
