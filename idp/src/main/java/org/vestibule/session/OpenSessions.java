package org.vestibule.session;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.web.ClientAddress;

/** Where a person is signed in at the moment, and the ends that the person puts to it (MFA-19). */
@Repository
public class OpenSessions {

    private final JdbcClient jdbc;
    private final SignInSessions sessions;
    private final Clock clock;

    OpenSessions(JdbcClient jdbc, SignInSessions sessions, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The last used first. Sign-ins that still wait for their second factor are no sessions yet. */
    @Transactional(readOnly = true)
    public List<OpenSession> of(UUID userId) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select id, created_at, last_used_at, host(source_ip) as ip, browser, platform from login_session
                        where user_id = :user and ended_at is null and complete and expires_at > :now
                          and last_used_at + idle_limit > :now
                        order by last_used_at desc, created_at desc
                        """)
                .param("user", userId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new OpenSession(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant(),
                        network(row.getString("ip")),
                        new BrowserName(row.getString("browser"), row.getString("platform"))))
                .list();
    }

    private static @Nullable String network(@Nullable String ip) {
        return ip == null ? null : ClientAddress.network(ip);
    }

    /**
     * Ends one of a person's own sessions.
     *
     * @return false where the person has no such session, which looks the same as another person's (WEB-12)
     */
    @Transactional
    public boolean end(UUID userId, UUID sessionId) {
        boolean own = jdbc.sql("select exists (select 1 from login_session where id = ? and user_id = ?)")
                .params(sessionId, userId)
                .query(Boolean.class)
                .single();
        if (own) {
            sessions.end(sessionId, userId, "ended-by-owner");
        }
        return own;
    }
}
