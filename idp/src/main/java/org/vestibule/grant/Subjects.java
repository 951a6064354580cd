package org.vestibule.grant;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientRules;

/**
 * The {@code sub} by which a client knows a person: the person's id, or with {@code subjectType} {@code pairwise} one that
 * only the LMSs of the same sector see (OpenID Connect Core section 8; OID-19).
 */
@Component
public class Subjects {

    private final JdbcClient jdbc;

    Subjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The {@code sub} of a person at a client; the same for ever. */
    public UUID of(UUID userId, ClientMetadata client) {
        if (!client.pairwise()) {
            return userId;
        }
        String sector = ClientRules.sector(client)
                .orElseThrow(() -> new IllegalStateException("a client with pairwise subjects has a sector"));
        return find(userId, sector).orElseGet(() -> make(userId, sector));
    }

    /** Whose {@code sub} it is, where a client shows one. */
    public UUID person(UUID subject) {
        return jdbc.sql("select user_id from pairwise_subject where subject = ?")
                .param(subject)
                .query(UUID.class)
                .optional()
                .orElse(subject);
    }

    private Optional<UUID> find(UUID userId, String sector) {
        return jdbc.sql("select subject from pairwise_subject where user_id = ? and sector = ?")
                .params(userId, sector)
                .query(UUID.class)
                .optional();
    }

    private UUID make(UUID userId, String sector) {
        jdbc.sql("""
                        insert into pairwise_subject (user_id, sector, subject) values (?, ?, ?)
                        on conflict (user_id, sector) do nothing
                        """).params(userId, sector, UUID.randomUUID()).update();
        return find(userId, sector).orElseThrow();
    }
}
