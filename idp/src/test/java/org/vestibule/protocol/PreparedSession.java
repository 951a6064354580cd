package org.vestibule.protocol;

import java.time.OffsetDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.secrets.Sha256;

/** A session whose row a test writes, without the pages of a sign-in. */
record PreparedSession(
        UUID userId,
        OffsetDateTime passwordAt,
        @Nullable OffsetDateTime factorAt,
        @Nullable String method,
        boolean complete) {

    private static final int HOURS = 10;

    /** A browser with its cookie. */
    Browser open(People people, JdbcClient jdbc) {
        String cookie = UUID.randomUUID().toString().replace("-", "") + "-".repeat(11);
        jdbc.sql("""
                        insert into login_session (id, token_hash, user_id, created_at, last_used_at, expires_at,
                            password_at, factor_at, factor_method, complete)
                        values (gen_random_uuid(), :hash, :user, :password, :now, :expires, :password,
                            cast(:factor as timestamptz), :method, :complete)
                        """)
                .param("hash", Sha256.of(cookie))
                .param("user", userId)
                .param("password", passwordAt)
                .param("now", people.clock().instant().atOffset(passwordAt.getOffset()))
                .param("expires", passwordAt.plusHours(HOURS))
                .param("factor", factorAt)
                .param("method", method)
                .param("complete", complete)
                .update();
        Browser browser = people.browser();
        browser.cookies().put("vestibule_session", cookie);
        return browser;
    }
}
