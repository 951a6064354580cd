package org.vestibule.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.user.PasswordChanged;

/**
 * When accounts were last used. Whoever comes back after a long time with nothing but the password does not end that time:
 * otherwise the second visit of a stranger could set a second factor up (MFA-10).
 */
@Repository
public class AccountUse {

    /** The day is enough, and of a busy person's sign-ins one writes. */
    private static final Duration EXACT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration dormant;

    AccountUse(JdbcClient jdbc, Clock clock, AccountUseProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.dormant = Duration.ofDays(properties.dormantDays());
    }

    /** Whether nobody has used the account for a long time. */
    public boolean dormant(UUID userId) {
        return jdbc.sql("""
                        select coalesce(a.used_at, u.created_at) < :since
                        from app_user u left join account_use a on a.user_id = u.id where u.id = :user
                        """)
                .param("since", at(clock.instant().minus(dormant)))
                .param("user", userId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether the password was set by a mailed link and no second factor was proven since: then the mail box has given one
     * proof already, and gives no other (MFA-09).
     */
    public boolean passwordMailed(UUID userId) {
        return jdbc.sql("select exists (select 1 from account_use where user_id = ? and password_mailed)")
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    @EventListener
    void note(SessionCompleted completed) {
        boolean factor = completed.by() == SessionCompleted.By.SECOND_FACTOR;
        boolean password = completed.by() == SessionCompleted.By.PASSWORD;
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into account_use as a (user_id, used_at)
                        select u.id, :now from login_session s join app_user u on u.id = s.user_id
                            left join account_use b on b.user_id = u.id
                        where s.id = :session and (not :password or coalesce(b.used_at, u.created_at) >= :since)
                        on conflict (user_id) do update set used_at = excluded.used_at,
                            password_mailed = a.password_mailed and not :factor
                        where a.used_at < :exact or (a.password_mailed and :factor)
                        """)
                .param("now", at(now))
                .param("session", completed.sessionId())
                .param("password", password)
                .param("since", at(now.minus(dormant)))
                .param("factor", factor)
                .param("exact", at(now.minus(EXACT)))
                .update();
    }

    /** Without a session it was changed by a mailed link: that is the owner, and all that the mail box can prove. */
    @EventListener
    void note(PasswordChanged changed) {
        if (changed.sessionId() == null) {
            jdbc.sql("""
                            insert into account_use (user_id, used_at, password_mailed) values (:user, :now, true)
                            on conflict (user_id) do update set used_at = excluded.used_at, password_mailed = true
                            """)
                    .param("user", changed.userId())
                    .param("now", at(clock.instant()))
                    .update();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
