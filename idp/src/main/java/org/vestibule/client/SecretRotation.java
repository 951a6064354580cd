package org.vestibule.client;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A client's second secret comes, its first one goes. While both are good the LMS can be changed over without an outage
 * (OID-17). Other nodes know after a few seconds.
 */
@Component
public class SecretRotation {

    private static final int BYTES = 32;

    private final SecretRows rows;
    private final ClientSecrets secrets;
    private final Clients clients;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecretRotation(
            SecretRows rows,
            ClientSecrets secrets,
            Clients clients,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.clients = clients;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a wish to remove a secret. */
    public enum Removal {
        REMOVED,
        /** Without it the client could not authenticate itself any more. */
        LAST_ONE,
        NOT_THERE
    }

    /** The secrets of a client that are good, the older first. */
    public List<ClientSecret> of(LmsClient client) {
        return rows.of(client.id(), clock.instant());
    }

    /**
     * Makes a secret beside the one that is there.
     *
     * @param overlap how long the former one stays good; null: until somebody removes it
     * @return empty when there are two already
     */
    public Optional<NewClientSecret> add(LmsClient client, @Nullable Duration overlap, UUID actor) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String hash = secrets.encode(value);
        return change(
                client,
                now -> rows.of(client.id(), now).size() > 1
                        ? Optional.empty()
                        : Optional.of(new NewClientSecret(insert(client, hash, overlap, actor, now), value)));
    }

    /** Removes a secret, at once. The other one stays good then until further notice. */
    public Removal remove(LmsClient client, UUID secretId, UUID actor) {
        return change(client, now -> {
            List<ClientSecret> there = rows.of(client.id(), now);
            if (there.stream().noneMatch(secret -> secret.id().equals(secretId))) {
                return Removal.NOT_THERE;
            }
            if (there.size() == 1) {
                return Removal.LAST_ONE;
            }
            delete(client, secretId, actor);
            rows.keepAll(client.id());
            return Removal.REMOVED;
        });
    }

    /**
     * Takes over a secret that was made elsewhere. The newest one so far stays good for a while, an older one goes.
     *
     * @param hash of the secret, by {@link ClientSecrets}
     */
    public void follow(LmsClient client, String hash, Duration overlap) {
        change(client, now -> {
            List<ClientSecret> there = rows.of(client.id(), now);
            there.stream().limit(Math.max(0, there.size() - 1)).forEach(older -> delete(client, older.id(), null));
            return insert(client, hash, overlap, null, now);
        });
    }

    private UUID insert(LmsClient client, String hash, @Nullable Duration overlap, @Nullable UUID actor, Instant now) {
        Instant end = overlap == null ? null : now.plus(overlap);
        if (end != null) {
            rows.endAll(client.id(), end);
            rows.deleteExpired(client.id(), now);
        }
        UUID id = rows.insert(client.id(), hash, now);
        events.publishEvent(new ClientSecretAdded(actor, client.clientId(), id, end));
        return id;
    }

    private void delete(LmsClient client, UUID secretId, @Nullable UUID actor) {
        rows.delete(secretId);
        events.publishEvent(new ClientSecretRemoved(actor, client.clientId(), secretId));
    }

    private <T> T change(LmsClient client, Function<Instant, T> change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            rows.lock(client.id());
            clients.forget();
            Instant now = clock.instant();
            rows.deleteExpired(client.id(), now);
            return change.apply(now);
        }));
    }
}
