package org.vestibule.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code roster_row}. */
@Repository
class RosterRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, List<String>>> CHANGES = new TypeReference<>() {};
    private static final String SELECT = """
            select line, kind, content::text as content, changes::text as changes, problem, argument, user_id, user_version
            from roster_row where import_id = :id""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    RosterRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void write(UUID id, List<RosterLine> lines) {
        List<@Nullable Object[]> rows = new ArrayList<>(lines.size());
        for (RosterLine line : lines) {
            RosterProblem problem = line.problem();
            rows.add(new @Nullable Object[] {
                id,
                line.line(),
                (problem == null ? RosterKind.UNREAD : RosterKind.ERROR).id(),
                line.values().username(),
                line.usernameKey(),
                line.emailKey(),
                JSON.writeValueAsString(line.values()),
                problem == null ? null : problem.reason(),
                problem == null ? null : problem.argument()
            });
        }
        template.batchUpdate("""
                insert into roster_row
                    (import_id, line, kind, username, username_key, email_key, content, problem, argument)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""", rows);
    }

    /** The next of these kinds behind a line, in the order of the file. */
    List<RosterEntry> next(UUID id, int after, int limit, RosterKind... kinds) {
        return jdbc.sql(SELECT + " and line > :after and kind = any(:kinds) order by line limit :limit")
                .param("id", id)
                .param("after", after)
                .param("kinds", ids(kinds))
                .param("limit", limit)
                .query((row, n) -> map(row))
                .list();
    }

    void update(UUID id, List<RosterEntry> entries) {
        List<@Nullable Object[]> rows = new ArrayList<>(entries.size());
        for (RosterEntry entry : entries) {
            RosterProblem problem = entry.problem();
            rows.add(new @Nullable Object[] {
                entry.kind().id(),
                entry.changes().isEmpty() ? null : JSON.writeValueAsString(entry.changes()),
                problem == null ? null : problem.reason(),
                problem == null ? null : problem.argument(),
                entry.userId(),
                entry.userVersion(),
                id,
                entry.line()
            });
        }
        template.batchUpdate("""
                update roster_row set kind = ?, changes = ?::jsonb, problem = ?, argument = ?, user_id = ?, user_version = ?
                where import_id = ? and line = ?""", rows);
    }

    /** Lines between these of which an earlier line has the user name or address, with that earlier line. */
    Map<Integer, RosterProblem> repeated(UUID id, int after, int upTo) {
        Map<Integer, RosterProblem> problems = new HashMap<>();
        for (String what : List.of("email", "username")) {
            jdbc.sql("""
                            select r.line, (select min(o.line) from roster_row o where o.import_id = r.import_id
                                            and o.%1$s_key = r.%1$s_key and o.line < r.line) as earlier
                            from roster_row r
                            where r.import_id = :id and r.line > :after and r.line <= :upTo and r.%1$s_key is not null
                            """.formatted(what))
                    .param("id", id)
                    .param("after", after)
                    .param("upTo", upTo)
                    .query(row -> {
                        String earlier = row.getString("earlier");
                        if (earlier != null) {
                            problems.put(row.getInt("line"), new RosterProblem(what + ".twice", earlier));
                        }
                    });
        }
        return problems;
    }

    /** Adds those to be disabled behind the last line: once imported, without a role, not in the file. */
    void addOthers(UUID id) {
        jdbc.sql("""
                        insert into roster_row (import_id, line, kind, username, content, user_id, user_version)
                        select :id, (select max(line) from roster_row where import_id = :id)
                                + row_number() over (order by u.username_key),
                            'disable', u.username, jsonb_build_object('username', u.username), u.id, u.version
                        from roster_member m join app_user u on u.id = m.user_id
                        where u.enabled and not exists (select 1 from user_role r where r.user_id = u.id)
                          and not exists (select 1 from roster_row r
                                          where r.import_id = :id and r.username_key = u.username_key)
                        """).param("id", id).update();
    }

    /** Notes who stands in a roster that was imported. */
    void remember(UUID id) {
        jdbc.sql("""
                        insert into roster_member (user_id)
                        select u.id from roster_row r join app_user u on u.id = r.user_id
                        where r.import_id = ? and r.kind in ('created', 'updated', 'same')
                        on conflict do nothing
                        """).param(id).update();
    }

    /** How many there are of each kind. */
    Map<RosterKind, Integer> counts(UUID id) {
        Map<RosterKind, Integer> counts = new EnumMap<>(RosterKind.class);
        for (RosterKind kind : RosterKind.values()) {
            counts.put(kind, 0);
        }
        jdbc.sql("select kind, count(*) as number from roster_row where import_id = ? group by kind")
                .param(id)
                .query(row -> {
                    counts.put(RosterKind.of(row.getString("kind")), row.getInt("number"));
                });
        return counts;
    }

    /** How many of these kinds stand up to a line, and behind it. */
    int[] progress(UUID id, int position, RosterKind... kinds) {
        return jdbc.sql("""
                        select count(*) filter (where line <= :position) as done, count(*) as number
                        from roster_row where import_id = :id and kind = any(:kinds)
                        """)
                .param("position", position)
                .param("id", id)
                .param("kinds", ids(kinds))
                .query((row, n) -> new int[] {row.getInt("done"), row.getInt("number")})
                .single();
    }

    /** These statements look at all lines at once: longer than a request may take. */
    void takeTime() {
        jdbc.sql("select set_config('statement_timeout', '9s', true)").query().singleRow();
    }

    private static String[] ids(RosterKind... kinds) {
        String[] ids = new String[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            ids[i] = kinds[i].id();
        }
        return ids;
    }

    private static RosterEntry map(ResultSet row) throws SQLException {
        String changes = row.getString("changes");
        String problem = row.getString("problem");
        String argument = row.getString("argument");
        return new RosterEntry(
                row.getInt("line"),
                RosterKind.of(row.getString("kind")),
                JSON.readValue(row.getString("content"), RosterValues.class),
                changes == null ? Map.of() : JSON.readValue(changes, CHANGES),
                problem == null ? null : new RosterProblem(problem, argument == null ? "" : argument),
                row.getObject("user_id", UUID.class),
                row.getLong("user_version"));
    }
}
