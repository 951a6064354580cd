package org.vestibule.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static java.time.ZoneOffset.UTC;

/** Reads the trail, newest first. Every statement walks an index and stops at its limit, however long the trail is. */
@Repository
class AuditSearch {

    private static final TypeReference<TreeMap<String, Object>> DETAIL = new TypeReference<>() {};

    /** Disjoint, so that each has an index of its own and nothing comes twice. */
    private static final List<String> BY_PERSON =
            List.of("user_id = :person", "actor_id = :person and actor_id is distinct from user_id");

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    AuditSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest entries, of those before the place if there is one. */
    List<AuditEntry> find(AuditQuery query, @Nullable AuditCursor before, int size) {
        Map<String, Object> values = new HashMap<>(Map.of("size", size));
        String conditions = conditions(query, before, values);
        String found = (query.person() == null ? List.of("true") : BY_PERSON)
                .stream().map(whose -> """
                                (select * from audit_event where %s%s order by occurred_at desc, id desc limit :size)
                                """.formatted(whose, conditions)).collect(Collectors.joining(" union all "));
        return jdbc.sql("""
                        with found as (%s), page as (select * from found order by occurred_at desc, id desc limit :size)
                        select e.id, e.occurred_at, e.event, e.result, e.actor_id, e.user_id, e.client_id, e.session_id,
                            host(e.source_ip) as address, e.detail::text as detail,
                            a.username as actor_username, concat_ws(' ', a.given_name, a.family_name) as actor_name,
                            u.username as person_username, concat_ws(' ', u.given_name, u.family_name) as person_name
                        from page e left join app_user a on a.id = e.actor_id left join app_user u on u.id = e.user_id
                        order by e.occurred_at desc, e.id desc
                        """.formatted(found))
                .params(values)
                .query((row, n) -> map(row))
                .list();
    }

    /** Every kind of event there is, by name: one step in the index for each, not one for each row. */
    List<String> events() {
        return jdbc.sql("""
                        with recursive names as (
                            (select event from audit_event order by event limit 1)
                            union all
                            select (select a.event from audit_event a where a.event > n.event order by a.event limit 1)
                            from names n where n.event is not null)
                        select event from names where event is not null
                        """).query(String.class).list();
    }

    private static String conditions(AuditQuery query, @Nullable AuditCursor before, Map<String, Object> values) {
        StringBuilder conditions = new StringBuilder();
        if (query.person() != null) {
            values.put("person", query.person());
        }
        if (query.event() != null) {
            conditions.append(" and event = :event");
            values.put("event", query.event());
        }
        Instant from = query.from();
        if (from != null) {
            conditions.append(" and occurred_at >= :from");
            values.put("from", from.atOffset(UTC));
        }
        Instant until = query.until();
        if (until != null) {
            conditions.append(" and occurred_at < :until");
            values.put("until", until.atOffset(UTC));
        }
        if (before != null) {
            conditions.append(" and (occurred_at, id) < (:beforeAt, :beforeId)");
            values.put("beforeAt", before.at().atOffset(UTC));
            values.put("beforeId", before.id());
        }
        return conditions.toString();
    }

    private AuditEntry map(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                row.getString("result"),
                name(row, "actor_id", "actor"),
                name(row, "user_id", "person"),
                row.getString("client_id"),
                row.getObject("session_id", UUID.class),
                row.getString("address"),
                detail(row.getString("detail")));
    }

    private static AuditEntry.@Nullable Name name(ResultSet row, String id, String prefix) throws SQLException {
        UUID person = row.getObject(id, UUID.class);
        if (person == null) {
            return null;
        }
        String username = row.getString(prefix + "_username");
        String name = row.getString(prefix + "_name");
        return new AuditEntry.Name(person, username, name == null || name.isBlank() ? username : name);
    }

    private Map<String, String> detail(String text) {
        Map<String, String> detail = new TreeMap<>();
        json.readValue(text, DETAIL)
                .forEach((key, value) ->
                        detail.put(key, value instanceof String plain ? plain : json.writeValueAsString(value)));
        return detail;
    }
}
