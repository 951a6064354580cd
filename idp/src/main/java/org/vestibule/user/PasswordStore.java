package org.vestibule.user;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The column with the password hashes; they never leave this module. */
@Repository
class PasswordStore {

    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordStore(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody's hash. Asks the database for an unknown person too, so that both take the same time (PWD-12). */
    Optional<String> hashOf(@Nullable UUID userId) {
        return jdbc.sql("select password_hash from app_user where id = :id and password_hash is not null")
                .param("id", userId == null ? NOBODY : userId)
                .query(String.class)
                .optional();
    }

    /**
     * Published in the same transaction, so that sessions and tokens end with the old password or not at all.
     *
     * @param permitted asked in that transaction too, once: what it uses up is used up only together with the change
     * @return whether it was permitted, and so happened
     */
    @Transactional
    boolean change(UUID userId, String hash, @Nullable UUID sessionId, BooleanSupplier permitted) {
        if (!permitted.getAsBoolean()) {
            return false;
        }
        jdbc.sql("""
                        update app_user set password_hash = :hash, password_changed_at = :now, version = version + 1
                        where id = :id
                        """)
                .param("hash", hash)
                .param("now", OffsetDateTime.now(clock))
                .param("id", userId)
                .update();
        events.publishEvent(new PasswordChanged(userId, sessionId));
        return true;
    }

    /** The same password, hashed better; nothing happens when it was changed meanwhile. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void upgrade(UUID userId, String oldHash, String newHash) {
        jdbc.sql("update app_user set password_hash = :new where id = :id and password_hash = :old")
                .param("new", newHash)
                .param("old", oldHash)
                .param("id", userId)
                .update();
    }
}
