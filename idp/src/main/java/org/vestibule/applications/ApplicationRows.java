package org.vestibule.applications;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;

/** What the pages know of a client beyond its settings: version and last use. */
@Repository
class ApplicationRows {

    // the secrets know it to the hour; who has none is known by what was granted
    private static final String SELECT = """
            select c.id, c.version, coalesce(
                (select max(s.last_used_at) from client_secret s where s.client_id = c.id),
                (select max(g.created_at) from authorization_grant g where g.client_id = c.id)) as last_used
            from client c
            """;

    private final JdbcClient jdbc;
    private final Clients clients;

    ApplicationRows(JdbcClient jdbc, Clients clients) {
        this.jdbc = jdbc;
        this.clients = clients;
    }

    private record Row(UUID id, long version, @Nullable Instant lastUsed) {}

    /** All, by name. */
    List<ListedApplication> all() {
        Map<UUID, Row> rows = query(jdbc.sql(SELECT)).stream().collect(Collectors.toMap(Row::id, Function.identity()));
        return clients.all().stream()
                .filter(client -> rows.containsKey(client.id()))
                .sorted((one, other) -> one.name().compareToIgnoreCase(other.name()))
                .map(client -> listed(client, rows.get(client.id())))
                .toList();
    }

    Optional<ListedApplication> find(UUID id) {
        return clients.current(id)
                .flatMap(client -> query(jdbc.sql(SELECT + "where c.id = ?").param(id)).stream()
                        .map(row -> listed(client, row))
                        .findFirst());
    }

    /** Empty where nobody has this client id; from now on nobody else gets it before the end of the transaction. */
    Optional<UUID> claim(String clientId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(clientId)
                .query((row, n) -> 1)
                .single();
        return jdbc.sql("select id from client where client_id = ?")
                .param(clientId)
                .query(UUID.class)
                .optional();
    }

    /** Whether nobody changed the client since that version; from now on nobody does until the end of the transaction. */
    boolean take(UUID id, long version) {
        return jdbc.sql("update client set version = version + 1 where id = ? and version = ?")
                        .params(id, version)
                        .update()
                == 1;
    }

    /** Until the end of the transaction nobody else changes the client or its secrets. */
    void lock(UUID id) {
        jdbc.sql("select id from client where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional();
    }

    private static ListedApplication listed(LmsClient client, @Nullable Row row) {
        return row == null
                ? new ListedApplication(client, 0, null)
                : new ListedApplication(client, row.version(), row.lastUsed());
    }

    private static List<Row> query(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getLong("version"),
                        instant(row.getObject("last_used", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
