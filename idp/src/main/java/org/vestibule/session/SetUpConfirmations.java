package org.vestibule.session;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.secrets.Sha256;

/**
 * Sessions in which a code was given that goes to the owner of the account only: for ten minutes they may set a second factor
 * up that the password alone may not (MFA-10, MFA-11, MFA-17).
 */
@Repository
public class SetUpConfirmations {

    private final JdbcClient jdbc;
    private final SessionCookies cookies;
    private final Clock clock;

    SetUpConfirmations(JdbcClient jdbc, SessionCookies cookies, Clock clock) {
        this.jdbc = jdbc;
        this.cookies = cookies;
        this.clock = clock;
    }

    /**
     * Notes it in a complete session, which stays one.
     *
     * @return false when the session has ended meanwhile
     */
    @Transactional
    public boolean note(UUID sessionId, HttpServletResponse response) {
        String token = cookies.newValue();
        boolean noted = jdbc.sql("""
                                update login_session set token_hash = :hash, set_up_confirmed_at = :now, wrong_codes = 0,
                                    last_used_at = :now
                                where id = :id and complete and ended_at is null and expires_at > :now
                                """)
                        .param("hash", Sha256.of(token))
                        .param("now", at(clock.instant()))
                        .param("id", sessionId)
                        .update()
                == 1;
        if (noted) {
            cookies.writeSession(response, token);
        }
        return noted;
    }

    /** Whether a code was given in this session, and not too long ago. */
    public boolean given(UUID sessionId) {
        return jdbc.sql("select exists (select 1 from login_session where id = ? and set_up_confirmed_at > ?)")
                .params(sessionId, at(clock.instant().minus(SignInSessions.INCOMPLETE)))
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
