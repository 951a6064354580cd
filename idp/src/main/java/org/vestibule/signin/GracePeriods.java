package org.vestibule.signin;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.settings.FactorRequirement;

import static java.time.ZoneOffset.UTC;

/**
 * How long a person who must use a second factor may still put off the set-up. It is counted from a stored moment (MFA-10):
 * the first time that the person was signed in under the rule. Whoever had a factor before gets none: without it the password
 * alone would open the account again (MFA-17).
 */
@Repository
class GracePeriods {

    private final JdbcClient jdbc;
    private final Clock clock;

    GracePeriods(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** When the person's grace period ends, at the end of a day; it begins now if it never did. Empty where there is none, or it is over. */
    Optional<Instant> end(UUID userId, FactorRequirement requirement) {
        if (requirement.graceDays() == 0 || hadFactor(userId)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant begun = begun(userId, requirement.start()).orElseGet(() -> begin(userId, requirement.start(), now));
        // whole days, so that the page can name the last one
        Instant end = begun.atZone(UTC)
                .toLocalDate()
                .plusDays(requirement.graceDays() + 1L)
                .atStartOfDay(UTC)
                .toInstant();
        return Optional.of(end).filter(now::isBefore);
    }

    private boolean hadFactor(UUID userId) {
        return jdbc.sql("select exists (select 1 from enrollment where user_id = ? and status = 'removed')")
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    /** A start before the rule's own belongs to an earlier rule. */
    private Optional<Instant> begun(UUID userId, Instant start) {
        return jdbc.sql("select started_at from grace_period where user_id = ? and started_at >= ?")
                .params(userId, start.atOffset(UTC))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Of two at the same moment one counts. */
    private Instant begin(UUID userId, Instant start, Instant now) {
        OffsetDateTime begun = jdbc.sql("""
                        insert into grace_period (user_id, started_at) values (:user, :now)
                        on conflict (user_id) do update set started_at = case
                            when grace_period.started_at < :start then excluded.started_at
                            else grace_period.started_at end
                        returning started_at
                        """)
                .param("user", userId)
                .param("now", now.atOffset(UTC))
                .param("start", start.atOffset(UTC))
                .query(OffsetDateTime.class)
                .single();
        return begun.toInstant();
    }
}
