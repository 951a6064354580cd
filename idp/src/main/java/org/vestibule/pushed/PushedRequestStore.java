package org.vestibule.pushed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

/** Rows of {@code pushed_request}. */
@Repository
class PushedRequestStore {

    private final JdbcClient jdbc;

    PushedRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String requestUri, UUID client, String parameters, Instant expiresAt) {
        jdbc.sql("""
                        insert into pushed_request (request_hash, client_id, parameters, expires_at)
                        values (?, ?, cast(? as jsonb), ?)
                        """)
                .params(Sha256.of(requestUri), client, parameters, at(expiresAt))
                .update();
    }

    Optional<Row> find(String requestUri, Instant now) {
        return jdbc.sql("""
                        select c.client_id, p.parameters, p.expires_at > :now as fresh, p.spent_at is not null as spent
                        from pushed_request p join client c on c.id = p.client_id where p.request_hash = :hash
                        """)
                .param("now", at(now))
                .param("hash", Sha256.of(requestUri))
                .query((row, n) -> new Row(
                        row.getString("client_id"),
                        row.getString("parameters"),
                        row.getBoolean("fresh"),
                        row.getBoolean("spent")))
                .optional();
    }

    /** Decides who is first: the row may be gone already, or be spent by another. */
    boolean spend(String requestUri, String clientId, Instant now, Instant keptUntil) {
        return jdbc.sql("""
                                insert into pushed_request as p (request_hash, client_id, expires_at, spent_at)
                                select :hash, c.id, :kept, :now from client c where c.client_id = :client
                                on conflict (request_hash) do update set
                                    spent_at = excluded.spent_at, expires_at = excluded.expires_at, parameters = null
                                where p.spent_at is null and p.client_id = excluded.client_id
                                """)
                        .param("hash", Sha256.of(requestUri))
                        .param("kept", at(keptUntil))
                        .param("now", at(now))
                        .param("client", clientId)
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record Row(String clientId, @Nullable String parameters, boolean fresh, boolean spent) {}
}
