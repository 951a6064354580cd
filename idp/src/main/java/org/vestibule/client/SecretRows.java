package org.vestibule.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table client_secret, for those who change it. */
@Repository
class SecretRows {

    private final JdbcClient jdbc;

    SecretRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the transaction nobody else changes the secrets of this client. */
    void lock(UUID client) {
        jdbc.sql("select id from client where id = ? for update")
                .param(client)
                .query(UUID.class)
                .single();
    }

    /** Those that are good, the older first. */
    List<ClientSecret> of(UUID client, Instant now) {
        return jdbc.sql("""
                        select id, created_at, expires_at, last_used_at from client_secret
                        where client_id = ? and (expires_at is null or expires_at > ?) order by created_at, slot
                        """)
                .params(client, at(now))
                .query((row, n) -> secret(row))
                .list();
    }

    UUID insert(UUID client, String hash, Instant now) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into client_secret (id, client_id, slot, hash, created_at)
                        values (:id, :client,
                            (select min(free) from generate_series(1, 2) free where not exists
                                (select from client_secret s where s.client_id = :client and s.slot = free)),
                            :hash, :now)
                        """)
                .param("id", id)
                .param("client", client)
                .param("hash", hash)
                .param("now", at(now))
                .update();
        return id;
    }

    /** Lets all secrets of a client end then, unless they end before. */
    void endAll(UUID client, Instant end) {
        jdbc.sql("update client_secret set expires_at = least(expires_at, cast(? as timestamptz)) where client_id = ?")
                .params(at(end), client)
                .update();
    }

    /** Lets the secrets of a client stay good until further notice. */
    void keepAll(UUID client) {
        jdbc.sql("update client_secret set expires_at = null where client_id = ?")
                .param(client)
                .update();
    }

    void delete(UUID secret) {
        jdbc.sql("delete from client_secret where id = ?").param(secret).update();
    }

    void deleteExpired(UUID client, Instant now) {
        jdbc.sql("delete from client_secret where client_id = ? and expires_at <= ?")
                .params(client, at(now))
                .update();
    }

    private static ClientSecret secret(ResultSet row) throws SQLException {
        return new ClientSecret(
                row.getObject("id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
