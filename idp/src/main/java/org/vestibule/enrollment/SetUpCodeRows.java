package org.vestibule.enrollment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code set_up_code}: as long as a person has one, the password alone opens nothing. */
@Repository
class SetUpCodeRows {

    private final JdbcClient jdbc;

    SetUpCodeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the place of an older one. */
    void write(UUID userId, String hash, Instant now, Instant expiresAt) {
        jdbc.sql("""
                        insert into set_up_code (user_id, code_hash, created_at, expires_at)
                        values (:user, :hash, :now, :expires)
                        on conflict (user_id) do update set code_hash = excluded.code_hash,
                            created_at = excluded.created_at, expires_at = excluded.expires_at, used_at = null,
                            session_id = null
                        """)
                .param("user", userId)
                .param("hash", hash)
                .param("now", at(now))
                .param("expires", at(expiresAt))
                .update();
    }

    boolean exists(UUID userId) {
        return jdbc.sql("select exists (select 1 from set_up_code where user_id = ?)")
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    /** The hash of a code that can still be used. */
    Optional<String> hash(UUID userId, Instant now) {
        return jdbc.sql("select code_hash from set_up_code where user_id = ? and used_at is null and expires_at > ?")
                .params(userId, at(now))
                .query(String.class)
                .optional();
    }

    /** Uses a code up for one session; false when it was used, replaced or ended meanwhile. */
    boolean use(UUID userId, String hash, UUID sessionId, Instant now) {
        return jdbc.sql("""
                                update set_up_code set used_at = :now, session_id = :session
                                where user_id = :user and code_hash = :hash and used_at is null and expires_at > :now
                                """)
                        .param("now", at(now))
                        .param("session", sessionId)
                        .param("user", userId)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    /** Whether the person owes a code that was not given in this session. */
    boolean closedTo(UUID userId, UUID sessionId) {
        return jdbc.sql("""
                        select exists (select 1 from set_up_code
                                       where user_id = ? and session_id is distinct from ?)
                        """).params(userId, sessionId).query(Boolean.class).single();
    }

    void end(UUID userId, Instant now) {
        jdbc.sql("update set_up_code set expires_at = :now where user_id = :user and expires_at > :now")
                .param("now", at(now))
                .param("user", userId)
                .update();
    }

    void delete(UUID userId) {
        jdbc.sql("delete from set_up_code where user_id = ?").param(userId).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
