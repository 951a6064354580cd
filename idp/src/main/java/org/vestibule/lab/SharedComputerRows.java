package org.vestibule.lab;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

/** Rows of {@code shared_computer}. */
@Repository
class SharedComputerRows {

    private static final String PRESENT = """
            select c.id, c.name, c.registered_at, c.last_used_at,
                coalesce(nullif(concat_ws(' ', u.given_name, u.family_name), ''), u.username) as registered_by
            from shared_computer c left join app_user u on u.id = c.registered_by
            where c.removed_at is null
            """;

    private final JdbcClient jdbc;

    SharedComputerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SharedComputer> byToken(String token) {
        return jdbc.sql(PRESENT + " and c.token_hash = ?")
                .param(Sha256.of(token))
                .query((row, n) -> map(row))
                .optional();
    }

    Optional<SharedComputer> byId(UUID id) {
        return jdbc.sql(PRESENT + " and c.id = ?")
                .param(id)
                .query((row, n) -> map(row))
                .optional();
    }

    List<SharedComputer> all() {
        return jdbc.sql(PRESENT + " order by c.name, c.registered_at")
                .query((row, n) -> map(row))
                .list();
    }

    /** Removed ones too. */
    String name(UUID id) {
        return jdbc.sql("select name from shared_computer where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    void insert(UUID id, String token, String name, UUID administrator, Instant now) {
        jdbc.sql("""
                        insert into shared_computer (id, token_hash, name, registered_by, registered_at)
                        values (?, ?, ?, ?, ?)
                        """).params(id, Sha256.of(token), name, administrator, at(now)).update();
    }

    boolean remove(UUID id, Instant now) {
        return jdbc.sql("update shared_computer set removed_at = ? where id = ? and removed_at is null")
                        .params(at(now), id)
                        .update()
                == 1;
    }

    void used(UUID id, Instant now) {
        jdbc.sql("""
                        update shared_computer set last_used_at = date_trunc('hour', cast(:now as timestamptz))
                        where id = :id and (last_used_at is null
                            or last_used_at < date_trunc('hour', cast(:now as timestamptz)))
                        """).param("now", at(now)).param("id", id).update();
    }

    /** Sessions that began there and nobody has ended, idle ones too. */
    List<OpenHere> openSessions(UUID id) {
        return jdbc.sql(
                        "select id, user_id from login_session where shared_computer_id = ? and ended_at is null order by id")
                .param(id)
                .query((row, n) -> new OpenHere(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class)))
                .list();
    }

    record OpenHere(UUID id, UUID userId) {}

    private static SharedComputer map(ResultSet row) throws SQLException {
        return new SharedComputer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("registered_by"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_used_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
