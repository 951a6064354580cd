package org.vestibule.sms.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.sms.PhoneNumber;

/** Rows of {@code sms_send}: what was sent to whom when, and whether its code was entered (SMS-11). */
@Repository
class Sends {

    private static final int CONVERSION_SAMPLE = 50;
    private static final double CONVERSION_LEAST = 0.2;
    private static final int LAST_DIGITS = 4;

    private final JdbcClient jdbc;
    private final KeyedHash hash;
    private final Clock clock;
    private final SmsLimits limits;

    Sends(JdbcClient jdbc, KeyedHash hash, Clock clock, SmsLimits limits) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.clock = clock;
        this.limits = limits;
    }

    void add(UUID id, UUID userId, PhoneNumber number) {
        jdbc.sql("insert into sms_send (id, user_id, prefix_hash, sent_at) values (?, ?, ?, ?)")
                .params(id, userId, prefix(number), at(clock.instant()))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from sms_send where id = ?").param(id).update();
    }

    void entered(UUID id) {
        jdbc.sql("update sms_send set entered_at = ? where id = ?")
                .params(at(clock.instant()), id)
                .update();
    }

    /**
     * Whether hardly anybody enters the codes that go to numbers of this beginning: the sign of somebody who earns by the
     * messages. Codes that may still be entered are left out.
     */
    boolean pumped(PhoneNumber number) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select count(*) >= :sample and count(entered_at) < :least * count(*)
                        from sms_send where prefix_hash = :prefix and sent_at > :day and sent_at < :over
                        """)
                .param("sample", CONVERSION_SAMPLE)
                .param("least", CONVERSION_LEAST)
                .param("prefix", prefix(number))
                .param("day", at(now.minus(Duration.ofDays(1))))
                .param("over", at(now.minus(limits.codeValidity())))
                .query(Boolean.class)
                .single();
    }

    private byte[] prefix(PhoneNumber number) {
        String digits = number.e164();
        String prefix = digits.substring(0, digits.length() - LAST_DIGITS);
        return hash.mac("sms-prefix", prefix.getBytes(StandardCharsets.US_ASCII));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
