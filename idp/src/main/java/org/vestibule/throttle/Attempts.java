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
 * Counters in a time window. Taking is one conditional statement, so parallel takers on any number of nodes never get more
 * than the limit. What is limited is stored as SHA-256 only.
 */
@Component
public class Attempts {

    private final JdbcClient jdbc;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes one of {@code limit} in the running window; a window begins with its first taking.
     *
     * @param kind what is counted, a fixed name
     * @param subject whose count, any text
     * @return how long to wait when nothing is left, empty when one was taken
     */
    public Optional<Duration> take(String kind, String subject, int limit, Duration window) {
        Instant now = clock.instant();
        int taken = jdbc.sql("""
                        insert into attempt_counter as c (kind, subject, count, window_ends)
                        values (:kind, :subject, 1, :ends)
                        on conflict (kind, subject) do update set
                            count = case when c.window_ends <= :now then 1 else c.count + 1 end,
                            window_ends = case when c.window_ends <= :now then :ends else c.window_ends end
                        where c.window_ends <= :now or c.count < :limit
                        """)
                .param("kind", kind)
                .param("subject", Sha256.of(subject))
                .param("now", at(now))
                .param("ends", at(now.plus(window)))
                .param("limit", limit)
                .update();
        return taken == 1 ? Optional.empty() : Optional.of(wait(kind, subject, now));
    }

    /** How many are taken in the running window. */
    public int taken(String kind, String subject) {
        return jdbc.sql("select count from attempt_counter where kind = ? and subject = ? and window_ends > ?")
                .params(kind, Sha256.of(subject), at(clock.instant()))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Gives one back that turned out not to count. */
    public void giveBack(String kind, String subject) {
        jdbc.sql("update attempt_counter set count = count - 1 where kind = ? and subject = ? and count > 0")
                .params(kind, Sha256.of(subject))
                .update();
    }

    /** Starts the count over. */
    public void reset(String kind, String subject) {
        jdbc.sql("delete from attempt_counter where kind = ? and subject = ?")
                .params(kind, Sha256.of(subject))
                .update();
    }

    /** Removes windows that are over. */
    public int removeOver() {
        return jdbc.sql("delete from attempt_counter where window_ends < ?")
                .param(at(clock.instant()))
                .update();
    }

    private Duration wait(String kind, String subject, Instant now) {
        Instant ends = jdbc.sql("select window_ends from attempt_counter where kind = ? and subject = ?")
                .params(kind, Sha256.of(subject))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(now);
        Duration wait = Duration.between(now, ends);
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
