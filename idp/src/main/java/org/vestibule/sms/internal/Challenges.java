package org.vestibule.sms.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows of {@code sms_challenge}. Whether a code is still good is decided by the database's time alone (SMS-03), and by
 * one conditional UPDATE each for a try and for its use.
 */
@Repository
class Challenges {

    /** Wrong codes that end a challenge. */
    static final int TRIES = 5;

    private final JdbcClient jdbc;

    Challenges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A code that may be compared.
     *
     * @param codeHash hexadecimal
     * @param sends how many codes were sent in this challenge
     */
    record Live(UUID id, String codeHash, int sends) {}

    /** What is known of the newest code that was sent. */
    record Stored(Instant sentAt, boolean live, boolean used) {}

    /**
     * Stores a new code. It takes the place of the former one and inherits its tries, unless that one was entered or the
     * password was proven again since. A set-up counts its tries itself.
     */
    void put(CodeRequest request, UUID id, byte[] codeHash, Duration validity) {
        jdbc.sql("""
                        insert into sms_challenge as c
                            (id, user_id, session_id, purpose, phone, code_hash, password_at, sent_at, expires_at)
                        select :id, :user, s.id, :purpose, :phone, :hash, s.password_at, clock_timestamp(),
                            clock_timestamp() + make_interval(secs => :validity)
                        from login_session s where s.id = :session
                        on conflict (session_id, purpose) do update set
                            id = :id, user_id = :user, phone = :phone, code_hash = :hash,
                            attempts = case when :fresh or c.consumed_at is not null
                                or c.password_at <> excluded.password_at then 0 else c.attempts end,
                            sends = case when c.phone <> :phone or c.consumed_at is not null
                                or c.password_at <> excluded.password_at then 1 else least(c.sends, 100) + 1 end,
                            password_at = excluded.password_at, sent_at = excluded.sent_at,
                            expires_at = excluded.expires_at, consumed_at = null
                        """)
                .param("id", id)
                .param("user", request.userId())
                .param("session", request.sessionId())
                .param("purpose", request.purpose().id())
                .param("phone", request.number().e164())
                .param("hash", codeHash)
                .param("validity", validity.toSeconds())
                .param("fresh", request.purpose() == CodePurpose.SET_UP)
                .update();
    }

    /** Takes one of the tries; empty when there is no live code for exactly this request. */
    Optional<Live> take(CodeRequest request) {
        return jdbc.sql("""
                        update sms_challenge set attempts = attempts + 1
                        where session_id = :session and purpose = :purpose and user_id = :user and phone = :phone
                          and code_hash is not null and consumed_at is null
                          and expires_at > clock_timestamp() and attempts < :tries
                        returning id, encode(code_hash, 'hex') as code_hash, sends
                        """)
                .param("session", request.sessionId())
                .param("purpose", request.purpose().id())
                .param("user", request.userId())
                .param("phone", request.number().e164())
                .param("tries", TRIES)
                .query((row, n) ->
                        new Live(row.getObject("id", UUID.class), row.getString("code_hash"), row.getInt("sends")))
                .optional();
    }

    /** Uses the code up; exactly one caller gets true. */
    boolean consume(UUID id) {
        return jdbc.sql("""
                                update sms_challenge set consumed_at = clock_timestamp(), code_hash = null
                                where id = ? and consumed_at is null and code_hash is not null
                                """).param(id).update() == 1;
    }

    /** Erases a code that has had its tries (SMS-04). */
    void eraseSpent(UUID id) {
        jdbc.sql("update sms_challenge set code_hash = null where id = ? and attempts >= ?")
                .params(id, TRIES)
                .update();
    }

    /** The code was certainly never sent, so it is not waited for; its challenge keeps the tries it had. */
    void revoke(UUID id) {
        jdbc.sql("update sms_challenge set code_hash = null where id = ?")
                .param(id)
                .update();
    }

    /** The newest code that was sent for this request. */
    Optional<Stored> find(CodeRequest request) {
        return jdbc.sql("""
                        select sent_at, consumed_at is not null as used,
                            code_hash is not null and expires_at > clock_timestamp() as live
                        from sms_challenge
                        where session_id = :session and purpose = :purpose and user_id = :user and phone = :phone
                        """)
                .param("session", request.sessionId())
                .param("purpose", request.purpose().id())
                .param("user", request.userId())
                .param("phone", request.number().e164())
                .query((row, n) -> new Stored(
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("live"),
                        row.getBoolean("used")))
                .optional();
    }
}
