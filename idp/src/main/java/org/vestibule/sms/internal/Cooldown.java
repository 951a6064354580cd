package org.vestibule.sms.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How often one person gets a code, over all sessions and nodes: first after 60 seconds, then 120, 240 …, and a few an
 * hour and a day (SMS-08). The waiting starts over after a completed second factor or an hour without sending.
 */
@Repository
class Cooldown {

    private static final int FIRST_SECONDS = 60;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SmsLimits limits;

    Cooldown(JdbcClient jdbc, Clock clock, SmsLimits limits) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * A slot that was taken.
     *
     * @param sends how many there were before, to be put back
     * @param lastSentAt when the one before was sent, null if there was none
     */
    record Slot(
            UUID userId,
            Instant takenAt,
            int sends,
            @Nullable Instant lastSentAt) {}

    /** Takes a slot where one is free; inside a transaction, whose end frees the row. */
    Optional<Slot> take(UUID userId) {
        Instant now = now();
        Slot slot = jdbc.sql("select sends, last_sent_at from sms_cooldown where user_id = ? for update")
                .param(userId)
                .query((row, n) -> new Slot(
                        userId,
                        now,
                        row.getInt("sends"),
                        row.getObject("last_sent_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(new Slot(userId, now, 0, null));
        return advance(userId, now) && wait(userId, now) == 0 ? Optional.of(slot) : Optional.empty();
    }

    private boolean advance(UUID userId, Instant now) {
        return jdbc.sql("""
                                insert into sms_cooldown as c (user_id, sends, last_sent_at) values (:user, 1, :now)
                                on conflict (user_id) do update set last_sent_at = :now,
                                    sends = case when c.last_sent_at <= :hour then 1 else c.sends + 1 end
                                where c.sends = 0 or c.last_sent_at <= :hour
                                   or c.last_sent_at + make_interval(secs => :first * power(2, c.sends - 1)) <= :now
                                """)
                        .param("user", userId)
                        .param("now", at(now))
                        .param("hour", at(now.minus(Duration.ofHours(1))))
                        .param("first", FIRST_SECONDS)
                        .update()
                == 1;
    }

    /** Gives a slot back as if it had never been taken. */
    void giveBack(Slot slot) {
        jdbc.sql("""
                        update sms_cooldown set sends = :sends, last_sent_at = coalesce(:last, last_sent_at)
                        where user_id = :user and last_sent_at = :taken
                        """)
                .param("sends", slot.sends())
                .param("last", slot.lastSentAt() == null ? null : at(slot.lastSentAt()))
                .param("user", slot.userId())
                .param("taken", at(slot.takenAt()))
                .update();
    }

    /** A second factor was completed. */
    void startOver(UUID userId) {
        jdbc.sql("update sms_cooldown set sends = 0 where user_id = ?")
                .param(userId)
                .update();
    }

    /** Seconds until a new code may be asked for, 0: now. */
    long waitSeconds(UUID userId) {
        Instant now = now();
        long cooling = jdbc.sql("""
                        select extract(epoch from last_sent_at
                                + make_interval(secs => :first * power(2, sends - 1)) - cast(:now as timestamptz))
                        from sms_cooldown where user_id = :user and sends > 0 and last_sent_at > :hour
                        """)
                .param("first", FIRST_SECONDS)
                .param("now", at(now))
                .param("user", userId)
                .param("hour", at(now.minus(Duration.ofHours(1))))
                .query(Double.class)
                .optional()
                .map(seconds -> (long) Math.ceil(seconds))
                .orElse(0L);
        return Math.max(0, Math.max(cooling, wait(userId, now)));
    }

    /** Seconds until the messages of the last hour and day leave room for one more. */
    private long wait(UUID userId, Instant now) {
        return Math.max(
                room(userId, now, limits.user().hour(), Duration.ofHours(1)),
                room(userId, now, limits.user().day(), Duration.ofDays(1)));
    }

    private long room(UUID userId, Instant now, int limit, Duration window) {
        return jdbc.sql("""
                        select sent_at from sms_send where user_id = ? and sent_at > ?
                        order by sent_at desc offset ? limit 1
                        """)
                .params(userId, at(now.minus(window)), limit - 1)
                .query(OffsetDateTime.class)
                .optional()
                .map(oldest -> Math.max(
                        1,
                        Duration.between(now, oldest.toInstant().plus(window)).toSeconds() + 1))
                .orElse(0L);
    }

    // the database keeps microseconds; a slot given back is found by its time
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
