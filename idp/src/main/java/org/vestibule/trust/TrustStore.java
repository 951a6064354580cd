package org.vestibule.trust;

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
import org.vestibule.session.BrowserName;
import org.vestibule.session.Visitor;

/** Rows of {@code trusted_browser}. */
@Repository
class TrustStore {

    private static final String COLUMNS = """
            select id, encode(secret_hash, 'hex') as secret, encode(former_hash, 'hex') as former, rotated_at,
                created_at, last_used_at, host(source_ip) as ip, browser, platform
            from trusted_browser
            """;

    private final JdbcClient jdbc;

    TrustStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row.
     *
     * @param secret hash of the present value, in hexadecimal digits
     * @param former hash of the value before, null where it never changed
     */
    record Row(
            UUID id,
            String secret,
            @Nullable String former,
            Instant rotatedAt,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String ip,
            BrowserName browser) {}

    void insert(UUID userId, TrustCookie cookie, Visitor visitor, Instant now) {
        jdbc.sql("""
                        insert into trusted_browser (id, selector, secret_hash, rotated_at, user_id, created_at,
                            last_used_at, source_ip, browser, platform)
                        values (gen_random_uuid(), :selector, :hash, :now, :user, :now, :now, cast(:ip as inet), :browser,
                            :platform)
                        """)
                .param("selector", cookie.selector())
                .param("hash", cookie.hash())
                .param("user", userId)
                .param("now", at(now))
                .param("ip", visitor.sourceIp())
                .param("browser", visitor.browser().browser())
                .param("platform", visitor.browser().platform())
                .update();
    }

    /** Locked until the end of the caller's transaction, so that of two uses of one value one comes second. */
    Optional<Row> lock(UUID userId, String selector) {
        return jdbc.sql(COLUMNS + "where selector = ? and user_id = ? for update")
                .params(selector, userId)
                .query((row, n) -> map(row))
                .optional();
    }

    List<Row> of(UUID userId) {
        return jdbc.sql(COLUMNS + "where user_id = ? order by last_used_at desc, created_at desc")
                .param(userId)
                .query((row, n) -> map(row))
                .list();
    }

    void rotate(UUID id, byte[] newHash, Instant now) {
        jdbc.sql("""
                        update trusted_browser set former_hash = secret_hash, secret_hash = :hash, rotated_at = :now,
                            last_used_at = :now
                        where id = :id
                        """)
                .param("hash", newHash)
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    boolean delete(UUID userId, UUID id) {
        return jdbc.sql("delete from trusted_browser where id = ? and user_id = ?")
                        .params(id, userId)
                        .update()
                == 1;
    }

    int deleteAll(UUID userId) {
        return jdbc.sql("delete from trusted_browser where user_id = ?")
                .param(userId)
                .update();
    }

    /** Whose they were. */
    List<UUID> deleteEverybodys() {
        return jdbc.sql(
                        "with gone as (delete from trusted_browser returning user_id) select distinct user_id from gone")
                .query(UUID.class)
                .list();
    }

    /** The trust that a browser had before; whoever holds its present value may end it. Whose it was. */
    Optional<UUID> deleteHeld(TrustCookie cookie) {
        return jdbc.sql("delete from trusted_browser where selector = ? and secret_hash = ? returning user_id")
                .params(cookie.selector(), cookie.hash())
                .query(UUID.class)
                .optional();
    }

    private static Row map(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("secret"),
                row.getString("former"),
                instant(row, "rotated_at"),
                instant(row, "created_at"),
                instant(row, "last_used_at"),
                row.getString("ip"),
                new BrowserName(row.getString("browser"), row.getString("platform")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
