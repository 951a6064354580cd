package org.vestibule.roster;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code roster_import}. */
@Repository
class RosterImports {

    private static final String SELECT = """
            select id, administrator, status, columns, confirmed, send_links, disable_others, lines, position, expires_at
            from roster_import""";

    private final JdbcClient jdbc;

    RosterImports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(RosterImport roster, Instant now) {
        jdbc.sql("""
                        insert into roster_import (id, administrator, status, columns, confirmed, send_links,
                            disable_others, lines, due_at, created_at, expires_at)
                        values (:id, :administrator, :status, :columns, :confirmed, :links, :others, :lines, :now, :now,
                            :expires)
                        """)
                .param("id", roster.id())
                .param("administrator", roster.administrator())
                .param("status", roster.status().id())
                .param("columns", roster.columns().stream().map(Enum::name).toArray(String[]::new))
                .param("confirmed", roster.confirmed())
                .param("links", roster.sendLinks())
                .param("others", roster.disableOthers())
                .param("lines", roster.lines())
                .param("now", at(now))
                .param("expires", at(roster.expiresAt()))
                .update();
    }

    void count(UUID id, int lines) {
        jdbc.sql("update roster_import set lines = ? where id = ?")
                .params(lines, id)
                .update();
    }

    /** What is not over yet. */
    Optional<RosterImport> find(UUID id, Instant now) {
        return jdbc.sql(SELECT + " where id = :id and (expires_at > :now or status in ('importing', 'inviting'))")
                .param("id", id)
                .param("now", at(now))
                .query((row, n) -> map(row))
                .optional();
    }

    /** Those that are shown or on their way, the newest first. */
    List<RosterImport> open(Instant now) {
        return jdbc.sql(SELECT + """
                         where status in ('importing', 'inviting') or (status in ('comparing', 'ready') and expires_at > ?)
                        order by created_at desc limit 10
                        """).param(at(now)).query((row, n) -> map(row)).list();
    }

    /** Those of which a part is due. */
    List<UUID> due(Instant now) {
        return jdbc.sql("""
                        select id from roster_import
                        where status in ('comparing', 'importing', 'inviting') and due_at <= ? order by created_at
                        """).param(at(now)).query(UUID.class).list();
    }

    /** Takes a roster of which a part is due, until the end of the transaction; empty where somebody else is at it. */
    Optional<RosterImport> take(UUID id, Instant now) {
        return jdbc.sql(SELECT + """
                         where id = :id and status in ('comparing', 'importing', 'inviting') and due_at <= :now
                        for update skip locked
                        """)
                .param("id", id)
                .param("now", at(now))
                .query((row, n) -> map(row))
                .optional();
    }

    void moveOn(UUID id, int position, Instant due) {
        jdbc.sql("update roster_import set position = ?, due_at = ?, failures = 0 where id = ?")
                .params(position, at(due), id)
                .update();
    }

    /** Begins the next phase. */
    void enter(UUID id, RosterStatus status, Instant now, Instant expires) {
        jdbc.sql("""
                        update roster_import
                        set status = ?, position = 0, failures = 0, due_at = ?, expires_at = ? where id = ?
                        """).params(status.id(), at(now), at(expires), id).update();
    }

    /**
     * Starts the import of what is shown.
     *
     * @return whether the caller started it; not while another one runs
     */
    boolean start(UUID id, Instant now) {
        try {
            return jdbc.sql("""
                                    update roster_import set status = 'importing', position = 0, due_at = :now
                                    where id = :id and status = 'ready' and expires_at > :now
                                      and not exists (select 1 from roster_import where status = 'importing')
                                    """).param("id", id).param("now", at(now)).update() == 1;
        } catch (DuplicateKeyException another) {
            // roster_import_running_uq: both started at the same moment
            return false;
        }
    }

    /** Notes a failure; after a few of them it goes on no more. */
    void failed(UUID id, Instant nextTry, Instant expires) {
        jdbc.sql("""
                        update roster_import set failures = failures + 1, due_at = :next,
                            expires_at = greatest(expires_at, :expires),
                            status = case when failures < 5 then status else 'stopped' end
                        where id = :id
                        """)
                .param("next", at(nextTry))
                .param("expires", at(expires))
                .param("id", id)
                .update();
    }

    /** Forgets a roster that is not being imported. */
    void discard(UUID id) {
        jdbc.sql("delete from roster_import where id = ? and status in ('ready', 'done', 'stopped')")
                .param(id)
                .update();
    }

    private static RosterImport map(ResultSet row) throws SQLException {
        Array columns = row.getArray("columns");
        return new RosterImport(
                row.getObject("id", UUID.class),
                row.getObject("administrator", UUID.class),
                RosterStatus.of(row.getString("status")),
                Arrays.stream((Object[]) columns.getArray())
                        .map(name -> RosterColumn.valueOf((String) name))
                        .toList(),
                row.getBoolean("confirmed"),
                row.getBoolean("send_links"),
                row.getBoolean("disable_others"),
                row.getInt("lines"),
                row.getInt("position"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
