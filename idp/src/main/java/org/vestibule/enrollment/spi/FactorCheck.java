package org.vestibule.enrollment.spi;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What came of checking a code, with what helps its owner.
 *
 * @param minutesBehind about how far the clock that made a wrong code is behind; 0: it says nothing of the kind
 * @param enrollmentId whose code was accepted, null where none was or the method knows no enrolments
 */
public record FactorCheck(
        FactorVerification verification,
        int minutesBehind,
        @Nullable UUID enrollmentId) {

    public FactorCheck(FactorVerification verification, int minutesBehind) {
        this(verification, minutesBehind, null);
    }
}
