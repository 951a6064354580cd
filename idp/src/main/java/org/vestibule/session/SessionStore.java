package org.vestibule.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

/** Rows of {@code login_session}. */
@Repository
class SessionStore {

    private static final Duration TOUCH_AFTER = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Person, session and enrolled methods in one statement; empty when ended, expired, idle or disabled. */
    Optional<IdpUser> find(String token, Instant now) {
        return find(token, now, "s.last_used_at + s.idle_limit > :now", true);
    }

    /** The same of a complete session on a shared computer, idle or not. Looking at it is no use of it. */
    Optional<IdpUser> findLeft(String token, Instant now) {
        return find(token, now, "s.complete and s.shared_computer_id is not null", false);
    }

    /** The session with this cookie, in whatever state. */
    Optional<SessionOfCookie> ofCookie(String token) {
        return jdbc.sql("select id, user_id, shared_computer_id from login_session where token_hash = ?")
                .param(Sha256.of(token))
                .query((row, n) -> new SessionOfCookie(
                        row.getObject("id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        row.getObject("shared_computer_id", UUID.class)))
                .optional();
    }

    private Optional<IdpUser> find(String token, Instant now, String condition, boolean use) {
        return jdbc.sql("select " + SessionRows.COLUMNS + """
                        from login_session s join app_user u on u.id = s.user_id
                        where s.token_hash = :hash and s.ended_at is null and s.expires_at > :now
                          and u.enabled and\s""" + condition)
                .param("hash", Sha256.of(token))
                .param("now", at(now))
                .param("confirmed", at(now.minus(SignInSessions.INCOMPLETE)))
                .query((row, n) -> {
                    if (use) {
                        touch(row, now);
                    }
                    return SessionRows.map(row);
                })
                .optional();
    }

    private void touch(ResultSet row, Instant now) throws SQLException {
        if (instant(row, "last_used_at").plus(TOUCH_AFTER).isBefore(now)) {
            jdbc.sql("update login_session set last_used_at = ? where id = ? and last_used_at < ?")
                    .params(at(now), row.getObject("session_id", UUID.class), at(now))
                    .update();
        }
    }

    void insert(SignInSession session, @Nullable UUID trustedBrowser, String token, Visitor visitor, Duration idle) {
        jdbc.sql("""
                        insert into login_session (id, token_hash, user_id, created_at, last_used_at, expires_at,
                            password_at, complete, source_ip, browser, platform, trusted_browser_id,
                            shared_computer_id, idle_limit)
                        values (:id, :hash, :user, :created, :created, :expires, :password, :complete, cast(:ip as inet),
                            :browser, :platform, :trusted, :computer, make_interval(secs => :idle))
                        """)
                .param("id", session.id())
                .param("hash", Sha256.of(token))
                .param("user", session.userId())
                .param("created", at(session.createdAt()))
                .param("expires", at(session.expiresAt()))
                .param("password", at(session.passwordAt()))
                .param("complete", session.complete())
                .param("ip", visitor.sourceIp())
                .param("browser", visitor.browser().browser())
                .param("platform", visitor.browser().platform())
                .param("trusted", trustedBrowser)
                .param("computer", visitor.sharedComputer())
                .param("idle", idle.toSeconds())
                .update();
    }

    /**
     * The password was proven again in a running session.
     *
     * @param keepFactor false: the second factor is owed again, as if it had never been given (OID-13)
     */
    boolean passwordProven(UUID id, String newToken, Instant now, boolean keepFactor) {
        return jdbc.sql("""
                                update login_session set token_hash = :hash, password_at = :now, last_used_at = :now,
                                    wrong_codes = 0, answered = null,
                                    factor_at = case when :keep then factor_at end,
                                    factor_method = case when :keep then factor_method end,
                                    factor_enrollment = case when :keep then factor_enrollment end
                                where id = :id and ended_at is null and expires_at > :now
                                """)
                        .param("hash", Sha256.of(newToken))
                        .param("now", at(now))
                        .param("keep", keepFactor)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** A second factor was proven: the session is complete from now on, to its absolute end. */
    boolean factorProven(
            UUID id,
            FactorMethod method,
            @Nullable UUID enrollmentId,
            String newToken,
            Instant now,
            Duration absolute) {
        return jdbc.sql("""
                                update login_session set token_hash = :hash, factor_at = :now, factor_method = :method,
                                    factor_enrollment = cast(:enrollment as uuid), complete = true, wrong_codes = 0, last_used_at = :now,
                                    expires_at = case when complete then expires_at
                                        else created_at + make_interval(secs => :absolute) end
                                where id = :id and ended_at is null and expires_at > :now
                                  and exists (select 1 from app_user u where u.id = user_id and u.enabled)
                                """)
                        .param("hash", Sha256.of(newToken))
                        .param("now", at(now))
                        .param("method", method.id())
                        .param("enrollment", enrollmentId)
                        .param("absolute", absolute.toSeconds())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The session may set a second factor up from now on, to its new end, and has proven none. */
    boolean setUpAllowed(UUID id, String newToken, Instant now, Instant until) {
        return jdbc.sql("""
                                update login_session set token_hash = :hash, complete = false, factor_at = null,
                                    factor_method = null, wrong_codes = 0, last_used_at = :now, expires_at = :until,
                                    set_up_confirmed_at = :now
                                where id = :id and ended_at is null and expires_at > :now
                                """)
                        .param("hash", Sha256.of(newToken))
                        .param("now", at(now))
                        .param("until", at(until))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The session is complete by the password alone. */
    boolean completed(UUID id, String newToken, Instant now, Duration absolute) {
        return jdbc.sql("""
                                update login_session set token_hash = :hash, complete = true, wrong_codes = 0,
                                    last_used_at = :now,
                                    expires_at = created_at + make_interval(secs => :absolute)
                                where id = :id and ended_at is null and expires_at > :now
                                """)
                        .param("hash", Sha256.of(newToken))
                        .param("now", at(now))
                        .param("absolute", absolute.toSeconds())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Counts a code about to be looked at; false when the challenge has had its five, or is over. */
    boolean reserveCode(UUID id, int limit, Instant now) {
        return jdbc.sql("""
                                update login_session set wrong_codes = wrong_codes + 1
                                where id = :id and ended_at is null and expires_at > :now and wrong_codes < :limit
                                """)
                        .param("id", id)
                        .param("now", at(now))
                        .param("limit", limit)
                        .update()
                == 1;
    }

    int wrongCodes(UUID id) {
        return jdbc.sql("select wrong_codes from login_session where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    /** Notes the answered request, if every proof it asks for was given since it was made. */
    void answered(UUID id, String answered, Instant since, boolean withFactor) {
        jdbc.sql("""
                        update login_session set answered = :answered
                        where id = :id and password_at >= :since and (not :withFactor or factor_at >= :since)
                        """)
                .param("answered", answered)
                .param("id", id)
                .param("since", at(since.truncatedTo(ChronoUnit.MILLIS)))
                .param("withFactor", withFactor)
                .update();
    }

    void answerUsed(UUID id) {
        jdbc.sql("update login_session set answered = null where id = ?")
                .param(id)
                .update();
    }

    /** Locks the person first, as every change of factors does, so that the two never wait for each other. */
    void lockPerson(UUID userId) {
        jdbc.sql("select id from app_user where id = ? for no key update")
                .param(userId)
                .query(UUID.class)
                .optional();
    }

    void forgetFactor(UUID id) {
        jdbc.sql("""
                        update login_session set factor_at = null, factor_method = null, factor_enrollment = null
                        where id = ?
                        """).param(id).update();
    }

    void loseFactor(UUID userId, UUID enrollmentId) {
        jdbc.sql("""
                        update login_session set factor_at = null, factor_method = null, factor_enrollment = null
                        where user_id = ? and factor_enrollment = ? and ended_at is null
                        """).params(userId, enrollmentId).update();
    }

    boolean provenBy(UUID id, UUID enrollmentId) {
        return jdbc.sql("select exists (select 1 from login_session where id = ? and factor_enrollment = ?)")
                .params(id, enrollmentId)
                .query(Boolean.class)
                .single();
    }

    boolean end(UUID id, String reason, Instant now) {
        return jdbc.sql("update login_session set ended_at = ?, end_reason = ? where id = ? and ended_at is null")
                        .params(at(now), reason, id)
                        .update()
                == 1;
    }

    void endIncomplete(UUID userId, @Nullable UUID except, String reason, Instant now) {
        jdbc.sql("""
                        update login_session set ended_at = :now, end_reason = :reason
                        where user_id = :user and ended_at is null and not complete
                          and id is distinct from cast(:except as uuid)
                        """)
                .param("now", at(now))
                .param("reason", reason)
                .param("user", userId)
                .param("except", except)
                .update();
    }

    /** Which sessions ended. */
    List<UUID> endOthers(UUID userId, @Nullable UUID except, String reason, Instant now) {
        return jdbc.sql("""
                        update login_session set ended_at = :now, end_reason = :reason
                        where user_id = :user and ended_at is null and id is distinct from cast(:except as uuid)
                        returning id
                        """)
                .param("now", at(now))
                .param("reason", reason)
                .param("user", userId)
                .param("except", except)
                .query(UUID.class)
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
