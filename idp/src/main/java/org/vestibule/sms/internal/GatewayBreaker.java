package org.vestibule.sms.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.SmsDelivery;

/**
 * Stops asking a gateway that keeps failing (SMS-15): after ten failures in a row, or at once when it refused the
 * credentials, nothing is sent for half a minute; then one message tries. Another account starts afresh, so that a
 * corrected key works at once.
 */
final class GatewayBreaker {

    private static final int FAILURES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private @Nullable TwilioAccount account;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    GatewayBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Whether a message may go out; during a pause's end only the first caller gets through. */
    synchronized boolean permits(TwilioAccount asked) {
        if (!asked.equals(account)) {
            account = asked;
            failures = 0;
            closedUntil = Instant.MIN;
        }
        if (failures < FAILURES) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return false;
        }
        closedUntil = now.plus(PAUSE);
        return true;
    }

    synchronized void record(TwilioAccount asked, SmsDelivery.Outcome outcome) {
        if (!asked.equals(account)) {
            return;
        }
        switch (outcome) {
            case WRONG_KEY, ACCOUNT_SUSPENDED -> pause(FAILURES);
            case NOT_SENT, UNKNOWN, TOO_MANY_REQUESTS -> pause(failures + 1);
            default -> failures = 0;
        }
    }

    private void pause(int count) {
        failures = Math.min(count, FAILURES);
        closedUntil = clock.instant().plus(PAUSE);
    }
}
