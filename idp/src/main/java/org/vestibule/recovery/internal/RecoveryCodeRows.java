package org.vestibule.recovery.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code recovery_code} and {@code recovery_code_set}. */
@Repository
class RecoveryCodeRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    RecoveryCodeRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** One change of a person's codes at a time. */
    void lockUser(UUID userId) {
        jdbc.sql("select 1 from app_user where id = ? for no key update")
                .param(userId)
                .query(Integer.class)
                .single();
    }

    /** Of a set in place of a used-up one it stays known that it is to be saved before anything else, whatever replaces it. */
    void replace(UUID userId, Map<String, String> hashes, Instant now) {
        boolean forced = forced(userId);
        delete(userId);
        template.batchUpdate(
                "insert into recovery_code (user_id, selector, code_hash, created_at) values (?, ?, ?, ?)",
                hashes.entrySet(),
                hashes.size(),
                (row, one) -> {
                    row.setObject(1, userId);
                    row.setString(2, one.getKey());
                    row.setString(3, one.getValue());
                    row.setObject(4, now.atOffset(ZoneOffset.UTC));
                });
        jdbc.sql("insert into recovery_code_set (user_id, created_at, forced) values (?, ?, ?)")
                .params(userId, now.atOffset(ZoneOffset.UTC), forced)
                .update();
    }

    private boolean forced(UUID userId) {
        return jdbc.sql("""
                        select (s.forced and s.confirmed_at is null) or not exists (
                            select 1 from recovery_code c where c.user_id = s.user_id and c.used_at is null)
                        from recovery_code_set s where s.user_id = ?
                        """).param(userId).query(Boolean.class).optional().orElse(false);
    }

    void delete(UUID userId) {
        jdbc.sql("delete from recovery_code where user_id = ?").param(userId).update();
        jdbc.sql("delete from recovery_code_set where user_id = ?")
                .param(userId)
                .update();
    }

    /** The hash of the one code with this selector, used or not. */
    Optional<String> hash(UUID userId, String selector) {
        return jdbc.sql("select code_hash from recovery_code where user_id = ? and selector = ?")
                .params(userId, selector)
                .query(String.class)
                .optional();
    }

    /** Uses a code up; false when it was used or replaced meanwhile (MFA-14). */
    boolean use(UUID userId, String selector, String hash, Instant now) {
        return jdbc.sql("""
                                update recovery_code set used_at = ?
                                where user_id = ? and selector = ? and code_hash = ? and used_at is null
                                """)
                        .params(now.atOffset(ZoneOffset.UTC), userId, selector, hash)
                        .update()
                == 1;
    }

    /** The owner says that the set made then is saved; said twice, the first time counts. */
    boolean confirm(UUID userId, Instant madeAt, Instant now) {
        return jdbc.sql("""
                                update recovery_code_set set confirmed_at = coalesce(confirmed_at, ?)
                                where user_id = ? and created_at = ?
                                """)
                        .params(now.atOffset(ZoneOffset.UTC), userId, madeAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
