package org.vestibule.totp.internal;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

/** RFC 6238 with T0 = 0 and steps of 30 seconds (TOTP-01). Knows no database: which steps are spent is decided there. */
final class TotpCodes {

    static final Duration STEP = Duration.ofSeconds(30);

    /** How far off a clock is told: ten minutes. */
    private static final int TOLD_STEPS = 20;

    private TotpCodes() {}

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
    }

    /** The code of a step, leading zeros kept, always in ASCII digits. */
    static String code(TotpKey key, long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP, key.digits(), key.hmac())
                    .generateOneTimePasswordString(
                            key.hmacKey(), Instant.ofEpochSecond(step * STEP.toSeconds()), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key for " + key.hmac() + " does not fit it", e);
        }
    }

    /**
     * The newest step within the window whose code this is. All steps are computed and compared whatever matches, so that
     * the time taken says nothing about it.
     *
     * @param window accepted steps on either side of now (TOTP-04)
     */
    static OptionalLong match(TotpKey key, String code, Instant now, int window) {
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        long present = step(now);
        long match = -1;
        for (long step = present - window; step <= present + window; step++) {
            boolean equal = MessageDigest.isEqual(code(key, step).getBytes(StandardCharsets.UTF_8), typed);
            match = equal ? step : match;
        }
        return match < 0 ? OptionalLong.empty() : OptionalLong.of(match);
    }

    /**
     * About how many minutes the clock is behind that made a code which was not accepted; 0 where it is no code of the last
     * ten minutes before the window.
     *
     * <p>Only the past is told. A guesser with the password who hits a code of the past learns that it is worth nothing any
     * more: it is out of the window, which never comes back to it. Hitting a code of the future and being told so would be
     * learning a code that works soon, and make each guess several times as good. A code up to the last used one says
     * nothing: it was typed or seen before, and no clock is to blame. All steps are compared whatever matches.
     */
    static int minutesBehind(TotpKey key, String code, Instant now, int window, long lastStep) {
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        long present = step(now);
        long behind = 0;
        for (long steps = TOLD_STEPS; steps > window; steps--) {
            long step = present - steps;
            boolean equal = MessageDigest.isEqual(code(key, step).getBytes(StandardCharsets.UTF_8), typed);
            behind = equal && step > lastStep ? steps : behind;
        }
        long minute = Duration.ofMinutes(1).dividedBy(STEP);
        return Math.toIntExact((behind + minute - 1) / minute);
    }
}
