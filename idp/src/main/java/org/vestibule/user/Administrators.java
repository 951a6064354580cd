package org.vestibule.user;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who can administer. Nobody may go as the last one, by whatever way: all ask here, in the transaction of their change. */
@Component
public class Administrators {

    /** One number for the whole installation: changes of administrators come one after another. */
    private static final long LOCK = 0x7665737469620001L;

    private final JdbcClient jdbc;

    Administrators(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those whose accounts are enabled. Whoever asks waits for others who asked, until their transaction ends. */
    public Set<UUID> now() {
        jdbc.sql("select cast(pg_advisory_xact_lock(?) as text)")
                .param(LOCK)
                .query(String.class)
                .single();
        return jdbc
                .sql(
                        "select r.user_id from user_role r join app_user u on u.id = r.user_id where r.role = 'ADMIN' and u.enabled")
                .query(UUID.class)
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the person is the only one. Whoever asks waits for others who asked, until their transaction ends. */
    public boolean isLast(UUID id) {
        return now().equals(Set.of(id));
    }
}
