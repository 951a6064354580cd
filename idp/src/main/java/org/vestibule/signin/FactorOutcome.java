package org.vestibule.signin;

import java.time.Duration;

import org.vestibule.enrollment.spi.FactorVerification;

/** What came of a code on the second-factor page. */
sealed interface FactorOutcome {

    record Accepted() implements FactorOutcome {}

    /**
     * @param wrongCodes how many in this challenge, this one among them
     * @param minutesBehind about how far the clock is behind that made the code, 0 where that is not why
     */
    record Refused(FactorVerification why, int wrongCodes, int minutesBehind) implements FactorOutcome {}

    /** Five in this challenge, or the session is over: back to the password (TOTP-07). */
    record ChallengeOver() implements FactorOutcome {}

    record Paused(Duration pause) implements FactorOutcome {}
}
