package org.vestibule.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vestibule.secrets.Sha256;

/**
 * Failures in a row, over all sessions and nodes. The count goes up before anything is looked at, so simultaneous guesses
 * never get more evaluations than the rule allows (TOTP-08); only success clears it.
 */
@Component
public class Streaks {

    /** Stands for a stop that no waiting ends. */
    public static final Duration UNTIL_HELP = Duration.ofDays(36500);

    private static final int LARGEST_DOUBLING = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    Streaks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts one evaluation that is about to happen. Inside a transaction the row stays locked until its end, so
     * evaluations of one subject come one after the other.
     *
     * @return whether it may happen
     */
    public boolean reserve(StreakRule rule, String subject) {
        return jdbc.sql("""
                                insert into failure_streak as s (kind, subject, failures, updated_at)
                                values (:kind, :subject, 1, :now)
                                on conflict (kind, subject) do update set
                                    failures = s.failures + 1,
                                    updated_at = :now,
                                    paused_until = case
                                        when s.failures + 1 >= :from and (s.failures + 1 - :from) % :every = 0
                                        then cast(:now as timestamptz) + make_interval(secs => least(:longest,
                                            :first * power(2, least(:doublings, (s.failures + 1 - :from) / :every))))
                                        else s.paused_until end
                                where s.failures < :stop and (s.paused_until is null or s.paused_until <= :now)
                                """)
                        .param("kind", rule.kind())
                        .param("subject", Sha256.of(subject))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("from", rule.pauseFrom())
                        .param("every", rule.pauseEvery())
                        .param("first", rule.firstPause().toSeconds())
                        .param("longest", rule.longestPause().toSeconds())
                        .param("doublings", LARGEST_DOUBLING)
                        .param("stop", rule.stopAt())
                        .update()
                == 1;
    }

    /** Takes an evaluation back that did not happen. */
    public void giveBack(StreakRule rule, String subject) {
        jdbc.sql("update failure_streak set failures = failures - 1 where kind = ? and subject = ? and failures > 0")
                .params(rule.kind(), Sha256.of(subject))
                .update();
    }

    /** It went well: the count starts over. */
    public void clear(StreakRule rule, String subject) {
        jdbc.sql("delete from failure_streak where kind = ? and subject = ?")
                .params(rule.kind(), Sha256.of(subject))
                .update();
    }

    /** How many failures in a row there were. */
    public int failures(StreakRule rule, String subject) {
        return jdbc.sql("select failures from failure_streak where kind = ? and subject = ?")
                .params(rule.kind(), Sha256.of(subject))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /**
     * How long evaluations are paused.
     *
     * @return empty when they are not, {@link #UNTIL_HELP} when no waiting helps
     */
    public Optional<Duration> paused(StreakRule rule, String subject) {
        Instant now = clock.instant();
        return jdbc.sql("select failures, paused_until from failure_streak where kind = ? and subject = ?")
                .params(rule.kind(), Sha256.of(subject))
                .query((row, n) -> {
                    if (row.getInt("failures") >= rule.stopAt()) {
                        return UNTIL_HELP;
                    }
                    OffsetDateTime until = row.getObject("paused_until", OffsetDateTime.class);
                    return until == null ? Duration.ZERO : Duration.between(now, until.toInstant());
                })
                .optional()
                .filter(wait -> !wait.isZero() && !wait.isNegative());
    }
}
