package org.vestibule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.SignInSession;
import org.vestibule.user.User;

/** People and their sessions, in memory and as rows of a database. */
public final class TestPeople {

    private TestPeople() {}

    /** An ordinary person. */
    public static User person(String username) {
        return new User(
                UUID.randomUUID(),
                username,
                null,
                false,
                null,
                null,
                null,
                Map.of(),
                Set.of(),
                List.of(),
                true,
                null,
                null);
    }

    /** A row for an ordinary person with a name of its own. */
    public static UUID insert(JdbcClient jdbc) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into app_user (id, username, username_key) values (?, ?, ?)")
                .params(id, "person-" + id, "person-" + id)
                .update();
        return id;
    }

    /** A complete session after the password alone, or with a factor too, with its row. */
    public static SignInSession session(JdbcClient jdbc, UUID userId, @Nullable FactorMethod factor, Instant now) {
        SignInSession session = session(userId, factor, now);
        jdbc.sql("""
                        insert into login_session (id, token_hash, user_id, created_at, last_used_at, expires_at,
                            password_at, factor_at, factor_method, complete)
                        values (:id, :hash, :user, :now, :now, :expires, :now, cast(:factorAt as timestamptz), :factor, true)
                        """)
                .param("id", session.id())
                .param("hash", session.id().toString().getBytes(StandardCharsets.US_ASCII))
                .param("user", userId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", session.expiresAt().atOffset(ZoneOffset.UTC))
                .param("factorAt", factor == null ? null : now.atOffset(ZoneOffset.UTC))
                .param("factor", factor == null ? null : factor.id())
                .update();
        return session;
    }

    /** A complete session after the password alone, or with a factor too. */
    public static SignInSession session(UUID userId, @Nullable FactorMethod factor, Instant now) {
        return new SignInSession(
                UUID.randomUUID(),
                userId,
                now,
                now.plus(Duration.ofHours(12)),
                now,
                factor == null ? null : now,
                factor,
                true,
                0,
                null,
                false,
                false);
    }
}
