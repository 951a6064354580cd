package org.vestibule.registration;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.secrets.Sha256;

/** Rows of {@code client_registration}, each with its client. */
@Repository
class RegistrationStore {

    private final JdbcClient jdbc;
    private final InitialAccessTokens initialTokens;
    private final Clients clients;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegistrationStore(
            JdbcClient jdbc,
            InitialAccessTokens initialTokens,
            Clients clients,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.initialTokens = initialTokens;
        this.clients = clients;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Registers a client for one use of an initial access token.
     *
     * @param token by which the client looks after its registration
     * @return when; empty where no use was left
     */
    @Transactional
    Optional<Instant> register(InitialAccessToken initial, LmsClient client, String token) {
        if (!initialTokens.spend(initial)) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        clients.save(client);
        jdbc.sql("""
                        insert into client_registration (client_id, token_hash, initial_token_id, registered_at)
                        values (?, ?, ?, ?)
                        """)
                .params(client.id(), Sha256.of(token), initial.id(), now.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new ClientRegistered(client.clientId(), client.name(), client.metadata(), initial.id()));
        return Optional.of(now);
    }

    /** When the client registered itself, if this is the token of its registration. */
    Optional<Instant> find(UUID clientId, String token) {
        return jdbc.sql("select registered_at from client_registration where client_id = ? and token_hash = ?")
                .params(clientId, Sha256.of(token))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * Removes a client, and with its row all its grants (RFC 7592, section 2.3).
     *
     * @return false where this is not the token of its registration, or it was removed meanwhile
     */
    @Transactional
    boolean remove(LmsClient client, String token) {
        if (find(client.id(), token).isEmpty() || !clients.remove(client)) {
            return false;
        }
        events.publishEvent(new RegistrationRemoved(client.clientId()));
        return true;
    }
}
