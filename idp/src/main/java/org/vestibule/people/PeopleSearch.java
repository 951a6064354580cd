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

/** Finds people; two statements a page, however many there are. */
@Repository
class PeopleSearch {

    private final JdbcClient jdbc;

    PeopleSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    FoundPeople find(PeopleQuery query) {
        String from = "from app_user u" + where(query);
        long total = bind("select count(*) " + from, query).query(Long.class).single();
        List<FoundPerson> page = bind("""
                        with found as (select u.* %s order by u.username_key limit :size offset :offset)
                        select u.id, u.username, u.email, u.given_name, u.family_name, u.enabled,
                            array(select r.role from user_role r where r.user_id = u.id order by r.role) as roles,
                            array(select distinct e.method from enrollment e
                                  where e.user_id = u.id and e.status = 'active' order by e.method) as methods,
                            (select max(a.occurred_at) from audit_event a
                             where a.user_id = u.id and a.event = 'signin.password.accepted') as last_sign_in
                        from found u order by u.username_key
                        """.formatted(from), query)
                .param("size", PeopleQuery.SIZE)
                .param("offset", query.offset())
                .query((row, n) -> map(row))
                .list();
        return new FoundPeople(page, total);
    }

    /** Only the conditions that were asked for, so that each kind of query gets a plan of its own. */
    private static String where(PeopleQuery query) {
        List<String> conditions = new ArrayList<>();
        if (!query.words().isEmpty()) {
            conditions.add("u.search @@ cast(:words as tsquery)");
        }
        if (query.state() != PeopleQuery.State.ALL) {
            conditions.add("u.enabled = :enabled");
        }
        if (query.twoFactor() != PeopleQuery.TwoFactor.ALL) {
            conditions.add("""
                    :enrolled = exists (select 1 from enrollment e where e.user_id = u.id and e.status = 'active')""");
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
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
