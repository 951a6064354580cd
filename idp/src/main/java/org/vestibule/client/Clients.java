package org.vestibule.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/** The registered LMSs. Look-ups by client id are kept for a few seconds, because one sign-in makes many of them. */
@Component
public class Clients {

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int LONGEST = 100;
    private static final int LONGEST_ORIGIN = 300;
    private static final int KEPT_AT_MOST = 1_000;
    private static final String SELECT = "select c.id, c.client_id, c.name, " + LiveSecret.OF_CLIENT
            + " as secrets, c.metadata::text from client c ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LoadingCache<String, Optional<LmsClient>> byClientId;
    private final LoadingCache<UUID, Optional<LmsClient>> byId;
    private final LoadingCache<String, List<String>> names;
    private final LoadingCache<String, Boolean> origins;

    Clients(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        Caffeine<Object, Object> caches =
                Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_AT_MOST);
        this.byClientId = caches.build(clientId -> query("client_id", clientId));
        this.byId = caches.build(id -> query("id", id));
        this.names = caches.build(component -> namesIn(component));
        this.origins = caches.build(origin -> hasPublic(origin));
    }

    public Optional<LmsClient> byClientId(String clientId) {
        // what cannot be one is not asked the database, which refuses U+0000 with an error
        return clientId.length() > LONGEST || clientId.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : byClientId.get(clientId);
    }

    public Optional<LmsClient> byId(UUID id) {
        return byId.get(id);
    }

    /** As it is now, where the last seconds count: for whoever changes it. */
    public Optional<LmsClient> current(UUID id) {
        return query("id", id);
    }

    public List<LmsClient> all() {
        return jdbc.sql(SELECT + "order by client_id")
                .query((row, n) -> map(row))
                .list();
    }

    /** All names that clients have for a step of the ladder ({@link ClientMetadata#acrNames()}). */
    public List<String> acrNames() {
        return names.get("acrNames");
    }

    /** Whether a public client {@linkplain ClientMetadata#runsAt runs at} an origin. */
    public boolean publicAt(String origin) {
        return origin.length() <= LONGEST_ORIGIN
                && origin.chars().noneMatch(Character::isISOControl)
                && origins.get(origin);
    }

    /** Registers a client, or changes the one with this client id; its internal id and secrets stay then. */
    public void save(LmsClient client) {
        jdbc.sql("""
                        with saved as (
                            insert into client (id, client_id, name, metadata, created_at, updated_at)
                            values (:id, :clientId, :name, cast(:metadata as jsonb), :now, :now)
                            on conflict (client_id) do update set name = excluded.name, metadata = excluded.metadata,
                                updated_at = excluded.updated_at, version = client.version + 1
                            returning id, version)
                        insert into client_secret (client_id, slot, hash, created_at)
                        select id, 1, :secret, :now from saved where version = 0 and cast(:secret as text) is not null
                        """)
                .param("id", client.id())
                .param("clientId", client.clientId())
                .param("name", client.name())
                .param("secret", client.secretHash())
                .param("metadata", client.metadata().toStore())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        forget();
    }

    private List<String> namesIn(String component) {
        return jdbc.sql("""
                        select distinct name.value from client, jsonb_each_text(metadata -> :component) name
                        where jsonb_typeof(metadata -> :component) = 'object' order by 1
                        """).param("component", component).query(String.class).list();
    }

    private boolean hasPublic(String origin) {
        return jdbc.sql(SELECT + """
                        where jsonb_exists(c.metadata -> 'authenticationMethods', 'none')
                          and exists (select 1 from jsonb_array_elements_text(c.metadata -> 'redirectUris') uri
                                      where starts_with(uri, :origin))
                        """).param("origin", origin).query((row, n) -> map(row)).list().stream()
                .anyMatch(client -> client.metadata().runsAt(origin));
    }

    /** Removes a client with all that was granted to it; false where it is gone already. */
    public boolean remove(LmsClient client) {
        boolean removed =
                jdbc.sql("delete from client where id = ?").param(client.id()).update() == 1;
        forget();
        return removed;
    }

    /** At once, and again when others can see the change: what they looked up until then is the former state. */
    void forget() {
        forgetNow();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forgetNow();
                }
            });
        }
    }

    private void forgetNow() {
        byClientId.invalidateAll();
        byId.invalidateAll();
        names.invalidateAll();
        origins.invalidateAll();
    }

    private Optional<LmsClient> query(String column, Object value) {
        return jdbc.sql(SELECT + "where " + column + " = ?")
                .param(value)
                .query((row, n) -> map(row))
                .optional();
    }

    private LmsClient map(ResultSet row) throws SQLException {
        return new LmsClient(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                row.getString("name"),
                row.getString("secrets"),
                ClientMetadata.stored(row.getString("metadata")));
    }
}
