package org.vestibule.mailcode;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code mail_code}. Whether a code is used is decided by one conditional UPDATE. */
@Repository
class MailCodeRows {

    private final JdbcClient jdbc;

    MailCodeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A code that may be compared.
     *
     * @param hash hexadecimal
     */
    record Live(UUID id, String hash, Instant sentAt) {}

    /** Stores a code; the ones before it in this session are worth nothing from now on. */
    void write(UUID id, UUID userId, UUID sessionId, String address, byte[] hash, Instant now, Duration validity) {
        jdbc.sql("update mail_code set code_hash = null where session_id = ?")
                .param(sessionId)
                .update();
        jdbc.sql("""
                        insert into mail_code (id, user_id, session_id, address, code_hash, sent_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, userId, sessionId, address, hash, at(now), at(now.plus(validity)))
                .update();
    }

    /** The newest code of this session, if it is good for this address. */
    Optional<Live> live(UUID userId, UUID sessionId, String address, Instant now) {
        return jdbc.sql("""
                        select id, encode(code_hash, 'hex') as hash, sent_at from mail_code
                        where user_id = ? and session_id = ? and address = ? and code_hash is not null
                          and used_at is null and expires_at > ?
                        """)
                .params(userId, sessionId, address, at(now))
                .query((row, n) -> new Live(
                        row.getObject("id", UUID.class),
                        row.getString("hash"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Uses the code up; exactly one caller gets true. */
    boolean use(UUID id, Instant now) {
        return jdbc.sql("""
                                update mail_code set used_at = :now, code_hash = null
                                where id = :id and used_at is null and code_hash is not null and expires_at > :now
                                """).param("now", at(now)).param("id", id).update() == 1;
    }

    /** Whether the session's newest code was used. */
    boolean used(UUID sessionId) {
        return jdbc.sql("select exists (select 1 from mail_code where session_id = ? and used_at is not null)")
                .param(sessionId)
                .query(Boolean.class)
                .single();
    }

    /** When this person was sent mails after that time, the newest first. */
    List<Sent> sentSince(UUID userId, Instant since) {
        return jdbc.sql("""
                        select sent_at, used_at is not null as used from mail_code
                        where user_id = ? and sent_at > ? order by sent_at desc
                        """)
                .params(userId, at(since))
                .query((row, n) ->
                        new Sent(row.getObject("sent_at", OffsetDateTime.class).toInstant(), row.getBoolean("used")))
                .list();
    }

    /** A mail that went out. */
    record Sent(Instant at, boolean used) {}

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
