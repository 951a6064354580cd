package org.vestibule.consent;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

/** Rows of {@code consent} and {@code consent_answer}. */
@Repository
class ConsentStore {

    private final JdbcClient jdbc;

    ConsentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<List<String>> scopes(UUID userId, UUID clientId) {
        return jdbc.sql("select scopes from consent where user_id = ? and client_id = ?")
                .params(userId, clientId)
                .query((row, n) -> scopes(row))
                .optional();
    }

    List<AllowedApplication> of(UUID userId) {
        return jdbc.sql("""
                        select c.id, c.name, a.scopes from consent a join client c on c.id = a.client_id
                        where a.user_id = ? order by c.name, c.id
                        """)
                .param(userId)
                .query((row, n) -> new AllowedApplication(
                        row.getObject("id", UUID.class), row.getString("name"), ScopeOrder.of(scopes(row))))
                .list();
    }

    /** Adds to what the person allowed this application before. */
    void allow(UUID userId, UUID clientId, Collection<String> scopes, Instant now) {
        jdbc.sql("""
                        insert into consent as c (user_id, client_id, scopes, given_at)
                        values (:user, :client, :scopes, :now)
                        on conflict (user_id, client_id) do update set given_at = excluded.given_at,
                            scopes = array(select unnest(c.scopes) union select unnest(excluded.scopes) order by 1)
                        """)
                .param("user", userId)
                .param("client", clientId)
                .param("scopes", scopes.toArray(String[]::new))
                .param("now", at(now))
                .update();
    }

    boolean withdraw(UUID userId, UUID clientId) {
        return jdbc.sql("delete from consent where user_id = ? and client_id = ?")
                        .params(userId, clientId)
                        .update()
                == 1;
    }

    /** Notes an answer; false when this page was answered before. */
    boolean insertAnswer(String address, UUID sessionId, boolean allowed, Instant expiresAt) {
        return jdbc.sql("""
                                insert into consent_answer (request_hash, session_id, allowed, expires_at)
                                values (?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(Sha256.of(address), sessionId, allowed, at(expiresAt))
                        .update()
                == 1;
    }

    /** The answer that leads to this address, to the first who asks. */
    Optional<Boolean> spendAnswer(String address, UUID sessionId, Instant now) {
        return jdbc.sql("""
                        update consent_answer set used_at = :now
                        where request_hash = :hash and session_id = :session and used_at is null
                          and expires_at > :now
                        returning allowed
                        """)
                .param("now", at(now))
                .param("hash", Sha256.of(address))
                .param("session", sessionId)
                .query(Boolean.class)
                .optional();
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        Array scopes = row.getArray("scopes");
        return List.of((String[]) scopes.getArray());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
