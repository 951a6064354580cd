package org.vestibule.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.user.UserRows;

/** Finds people; two statements a page, however many there are, and neither reads all of them when many match. */
@Repository
class PeopleSearch {

    private static final String WORDS = "u.search @@ cast(:words as tsquery)";
    private static final String SELECT = """
            with %s
            select u.id, u.username, u.email, u.given_name, u.family_name, u.enabled,
                array(select r.role from user_role r where r.user_id = u.id order by r.role) as roles,
                array(select distinct e.method from enrollment e
                      where e.user_id = u.id and e.status = 'active' order by e.method) as methods,
                (select max(a.occurred_at) from audit_event a
                 where a.user_id = u.id and a.event = 'signin.password.accepted') as last_sign_in
            from found u order by u.username_key
            """;

    private final JdbcClient jdbc;

    PeopleSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    FoundPeople find(PeopleQuery query) {
        String where = where(query);
        long counted = bind(
                        "select count(*) from (select 1 from app_user u %s limit :most) as counted".formatted(where),
                        query)
                .param("most", FoundPeople.COUNTED + 1)
                .query(Long.class)
                .single();
        List<FoundPerson> page = bind(SELECT.formatted(counted > FoundPeople.COUNTED ? many(where) : few(where)), query)
                .param("size", PeopleQuery.SIZE + 1)
                .param("offset", query.offset())
                .query((row, n) -> map(row))
                .list();
        return FoundPeople.of(page, counted);
    }

    /** All of them by the index of words, then sorted. Materialized: else the planner may walk through all people instead. */
    private static String few(String where) {
        return """
                matched as materialized (select u.* from app_user u %s),
                found as (select * from matched order by username_key limit :size offset :offset)""".formatted(where);
    }

    /** In the order of the names until the page is full. By the function of @@, which no index serves: so all of them are never sorted. */
    private static String many(String where) {
        return "found as (select u.* from app_user u %s order by u.username_key limit :size offset :offset)"
                .formatted(where.replace(WORDS, "ts_match_vq(u.search, cast(:words as tsquery))"));
    }

    /** Only the conditions that were asked for, so that each kind of query gets a plan of its own. */
    private static String where(PeopleQuery query) {
        List<String> conditions = new ArrayList<>();
        if (!query.words().isEmpty()) {
            conditions.add(WORDS);
        }
        if (query.state() != PeopleQuery.State.ALL) {
            conditions.add("u.enabled = :enabled");
        }
        if (query.twoFactor() != PeopleQuery.TwoFactor.ALL) {
            conditions.add("""
                    :enrolled = exists (select 1 from enrollment e where e.user_id = u.id and e.status = 'active')""");
        }
        return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
    }

    private JdbcClient.StatementSpec bind(String sql, PeopleQuery query) {
        return jdbc.sql(sql)
                .param("words", query.words())
                .param("enabled", query.state() == PeopleQuery.State.ACTIVE)
                .param("enrolled", query.twoFactor() == PeopleQuery.TwoFactor.ON);
    }

    private static FoundPerson map(ResultSet row) throws SQLException {
        String username = row.getString("username");
        String name = Stream.of(row.getString("given_name"), row.getString("family_name"))
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return new FoundPerson(
                row.getObject("id", UUID.class),
                name.isEmpty() ? username : name,
                username,
                row.getString("email"),
                UserRows.texts(row, "roles"),
                UserRows.texts(row, "methods"),
                Optional.ofNullable(row.getObject("last_sign_in", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getBoolean("enabled"));
    }
}
