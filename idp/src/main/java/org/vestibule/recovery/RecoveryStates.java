package org.vestibule.recovery;

import java.time.OffsetDateTime;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells other pages what to remind a person of; never a code. */
@Repository
public class RecoveryStates {

    private final JdbcClient jdbc;

    RecoveryStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public RecoveryState of(UUID userId) {
        return jdbc.sql("""
                        select s.created_at, s.confirmed_at is not null as confirmed,
                            (select count(*) from recovery_code c where c.user_id = s.user_id and c.used_at is null) as codes_left
                        from recovery_code_set s where s.user_id = ?
                        """)
                .param(userId)
                .query((row, n) -> new RecoveryState(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getInt("codes_left"),
                        row.getBoolean("confirmed")))
                .optional()
                .orElseGet(RecoveryState::none);
    }
}
