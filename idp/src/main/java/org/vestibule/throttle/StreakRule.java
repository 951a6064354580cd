package org.vestibule.throttle;

import java.time.Duration;

/**
 * What failures in a row lead to.
 *
 * @param kind a fixed name of what is counted
 * @param pauseFrom the first failure that pauses
 * @param pauseEvery further failures until the next pause
 * @param firstPause doubled with every further pause
 * @param longestPause bound of the doubling
 * @param stopAt failures after which no waiting helps any more
 */
public record StreakRule(
        String kind, int pauseFrom, int pauseEvery, Duration firstPause, Duration longestPause, int stopAt) {

    /** TOTP-07: from the tenth on, every fifth pauses 15 minutes, then double, at most 24 hours; stop at 100. */
    public static final StreakRule SECOND_FACTOR =
            new StreakRule("second-factor", 10, 5, Duration.ofMinutes(15), Duration.ofHours(24), 100);

    /** AVL-01: an account-wide delay from the twentieth wrong password on, growing; stop at 100. */
    public static final StreakRule PASSWORD =
            new StreakRule("password", 20, 1, Duration.ofSeconds(30), Duration.ofMinutes(15), 100);
}
