package org.vestibule.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.secrets.Sha256;

import tools.jackson.databind.json.JsonMapper;

/** The tokens without which nobody registers a client (OID-20). One conditional UPDATE decides each use. */
@Component
public class InitialAccessTokens {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final JsonMapper json = JsonMapper.builder().build();

    InitialAccessTokens(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Makes a token.
     *
     * @param purpose who gets it and why
     * @return its value, which is not stored
     */
    @Transactional
    public String create(String purpose, RegistrationPolicy policy, int uses, Duration validity) {
        UUID id = UUID.randomUUID();
        String value = RandomValues.next();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into initial_access_token (id, token_hash, purpose, policy, uses_left, created_at, expires_at)
                        values (:id, :hash, :purpose, cast(:policy as jsonb), :uses, :now, :expires)
                        """)
                .param("id", id)
                .param("hash", Sha256.of(value))
                .param("purpose", purpose)
                .param("policy", json.writeValueAsString(policy))
                .param("uses", uses)
                .param("now", at(now))
                .param("expires", at(now.plus(validity)))
                .update();
        events.publishEvent(new InitialAccessTokenCreated(id, purpose, policy, uses, now.plus(validity)));
        return value;
    }

    /** The token with this value, if it may be used still. */
    Optional<InitialAccessToken> find(String value) {
        return jdbc.sql("""
                        select id, policy::text from initial_access_token
                        where token_hash = ? and uses_left > 0 and expires_at > ?
                        """)
                .params(Sha256.of(value), at(clock.instant()))
                .query((row, n) -> new InitialAccessToken(
                        row.getObject("id", UUID.class),
                        json.readValue(row.getString("policy"), RegistrationPolicy.class)))
                .optional();
    }

    /** Takes one use: of any number of parallel callers no more than are left get one. */
    boolean spend(InitialAccessToken token) {
        return jdbc.sql("""
                                update initial_access_token set uses_left = uses_left - 1
                                where id = ? and uses_left > 0 and expires_at > ?
                                """).params(token.id(), at(clock.instant())).update() == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
