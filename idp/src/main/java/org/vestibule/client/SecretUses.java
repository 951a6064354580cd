package org.vestibule.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** When a secret was used last, to the hour: one statement an hour for each, not one for each request. */
@Component
class SecretUses {

    private static final Duration COARSE = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<UUID, Instant> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    SecretUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void note(UUID secret) {
        Instant now = clock.instant();
        Instant before = noted.getIfPresent(secret);
        if (before != null && now.isBefore(before.plus(COARSE))) {
            return;
        }
        noted.put(secret, now);
        // another node may have noted it within the hour
        jdbc.sql("""
                        update client_secret set last_used_at = :now
                        where id = :id and (last_used_at is null or last_used_at <= :hourAgo)
                        """)
                .param("id", secret)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("hourAgo", now.minus(COARSE).atOffset(ZoneOffset.UTC))
                .update();
    }
}
