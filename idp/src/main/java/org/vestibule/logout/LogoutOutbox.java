package org.vestibule.logout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code logout_message}. The number of attempts decides who of several nodes makes the next one. */
@Repository
class LogoutOutbox {

    private static final String COLUMNS = "id, session_id, user_id, client_id, attempts";

    private final JdbcClient jdbc;

    LogoutOutbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One message for each client with a logout address that got a grant in one of these sessions. */
    List<LogoutMessage> write(Collection<UUID> sessions, Instant now, Instant nextAttempt) {
        return jdbc.sql("""
                        insert into logout_message (id, session_id, user_id, client_id, created_at, next_attempt_at)
                        select gen_random_uuid(), g.session_id, g.user_id, g.client_id, :now, :next
                        from (select distinct session_id, user_id, client_id from authorization_grant
                              where session_id = any (:sessions) and user_id is not null) g
                        join client c on c.id = g.client_id
                        where c.metadata ->> 'backchannelLogoutUri' is not null
                        on conflict do nothing
                        returning id, session_id, user_id, client_id, attempts
                        """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("now", at(now))
                .param("next", at(nextAttempt))
                .query((row, n) -> map(row))
                .list();
    }

    List<LogoutMessage> due(Instant now, int mostAttempts, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from logout_message where next_attempt_at <= :now and attempts < :most
                        order by next_attempt_at limit :limit
                        """)
                .param("now", at(now))
                .param("most", mostAttempts)
                .param("limit", limit)
                .query((row, n) -> map(row))
                .list();
    }

    /** Whether the caller is the one who makes this attempt; if it comes to nothing, the next is due after a while. */
    boolean claim(LogoutMessage message, Instant nextAttempt) {
        return jdbc.sql("""
                                update logout_message set attempts = attempts + 1, next_attempt_at = :next
                                where id = :id and attempts = :attempts and next_attempt_at is not null
                                """)
                        .param("next", at(nextAttempt))
                        .param("id", message.id())
                        .param("attempts", message.attempts())
                        .update()
                == 1;
    }

    void confirm(UUID id, String outcome, Instant now) {
        jdbc.sql("""
                        update logout_message set confirmed_at = :now, outcome = :outcome, next_attempt_at = null
                        where id = :id and confirmed_at is null
                        """)
                .param("now", at(now))
                .param("outcome", outcome)
                .param("id", id)
                .update();
    }

    /** @param last whether there is no further attempt */
    void fail(UUID id, String outcome, boolean last) {
        jdbc.sql("""
                        update logout_message set outcome = :outcome,
                            next_attempt_at = case when :last then null else next_attempt_at end
                        where id = :id and confirmed_at is null
                        """)
                .param("outcome", outcome)
                .param("last", last)
                .param("id", id)
                .update();
    }

    /** Whether an LMS of a session has not had its first attempt, or not answered it. */
    boolean isAttempting(UUID sessionId) {
        return jdbc.sql("""
                        select exists (select 1 from logout_message
                                       where session_id = ? and outcome is null and next_attempt_at is not null)
                        """).param(sessionId).query(Boolean.class).single();
    }

    /** The LMSs of a session that ended after {@code since}, by name. */
    List<ToldLms> ofSession(UUID sessionId, Instant since) {
        return jdbc.sql("""
                        select c.name, m.confirmed_at is not null as confirmed
                        from logout_message m join client c on c.id = m.client_id
                        where m.session_id = :session and m.created_at > :since order by c.name
                        """)
                .param("session", sessionId)
                .param("since", at(since))
                .query(LogoutOutbox::told)
                .list();
    }

    /** The LMSs of the session that this person signed out of last, if that was after {@code since}. */
    List<ToldLms> ofLastSignOut(UUID userId, Instant since) {
        return jdbc.sql("""
                        select c.name, m.confirmed_at is not null as confirmed
                        from logout_message m join client c on c.id = m.client_id
                        where m.session_id = (select s.id from login_session s
                                              where s.user_id = :user and s.ended_at > :since
                                                and s.end_reason = 'signed-out'
                                              order by s.ended_at desc limit 1)
                        order by c.name
                        """)
                .param("user", userId)
                .param("since", at(since))
                .query(LogoutOutbox::told)
                .list();
    }

    /** The front-channel addresses of the clients that got a grant in a session that ended after {@code since}. */
    List<String> frontChannel(UUID sessionId, Instant since) {
        return jdbc.sql("""
                        select distinct c.metadata ->> 'frontchannelLogoutUri'
                        from authorization_grant g join client c on c.id = g.client_id
                        join login_session s on s.id = g.session_id
                        where g.session_id = :session and s.ended_at > :since
                          and c.metadata ->> 'frontchannelLogoutUri' is not null
                        """)
                .param("session", sessionId)
                .param("since", at(since))
                .query(String.class)
                .list();
    }

    private static ToldLms told(ResultSet row, int number) throws SQLException {
        return new ToldLms(row.getString("name"), row.getBoolean("confirmed"));
    }

    private static LogoutMessage map(ResultSet row) throws SQLException {
        return new LogoutMessage(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getObject("client_id", UUID.class),
                row.getInt("attempts"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
