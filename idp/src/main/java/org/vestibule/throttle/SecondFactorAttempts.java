package org.vestibule.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wrong second factors in a row, over all methods, sessions and nodes (TOTP-07). The count goes up before a code is looked
 * at, so simultaneous guesses never get more evaluations than the limit (TOTP-08); only a completed second factor clears it.
 */
@Component
public class SecondFactorAttempts {

    private static final int STOP = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    SecondFactorAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts one evaluation. From the tenth in a row on, every fifth pauses the second step: 15 minutes, then double, at
     * most 24 hours. Inside the caller's transaction; the row stays locked until its end.
     *
     * @return whether the code may be looked at
     */
    public boolean reserve(UUID userId) {
        return jdbc.sql("""
                                insert into second_factor_attempts as a (user_id, failures, updated_at)
                                values (:user, 1, :now)
                                on conflict (user_id) do update set
                                    failures = a.failures + 1,
                                    updated_at = :now,
                                    paused_until = case
                                        when a.failures + 1 >= 10 and (a.failures + 1) % 5 = 0
                                        then cast(:now as timestamptz) + least(interval '24 hours',
                                            interval '15 minutes' * power(2, (a.failures + 1 - 10) / 5))
                                        else a.paused_until end
                                where a.failures < :stop and (a.paused_until is null or a.paused_until <= :now)
                                """)
                        .param("user", userId)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("stop", STOP)
                        .update()
                == 1;
    }

    /** A second factor was completed: the count starts over. */
    public void clear(UUID userId) {
        jdbc.sql("update second_factor_attempts set failures = 0, paused_until = null where user_id = ?")
                .param(userId)
                .update();
    }

    /**
     * How long the second step is paused; empty when it is not.
     *
     * @return {@link #untilHelp} after a hundred in a row
     */
    public Optional<Duration> paused(UUID userId) {
        Instant now = clock.instant();
        return jdbc.sql("select failures, paused_until from second_factor_attempts where user_id = ?")
                .param(userId)
                .query((row, n) -> {
                    if (row.getInt("failures") >= STOP) {
                        return untilHelp();
                    }
                    OffsetDateTime until = row.getObject("paused_until", OffsetDateTime.class);
                    return until == null ? Duration.ZERO : Duration.between(now, until.toInstant());
                })
                .optional()
                .filter(wait -> !wait.isZero() && !wait.isNegative());
    }

    /** Stands for a stop that no waiting ends. */
    public static Duration untilHelp() {
        return Duration.ofDays(36500);
    }
}
