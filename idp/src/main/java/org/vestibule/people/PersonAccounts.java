package org.vestibule.people;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Repository;
import org.vestibule.throttle.StreakRule;
import org.vestibule.throttle.Streaks;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** Reads a person's account for its page, and guards its version and ranks. */
@Repository
class PersonAccounts {

    private final JdbcClient jdbc;
    private final Users users;
    private final Streaks streaks;
    private final Clock clock;

    PersonAccounts(JdbcClient jdbc, Users users, Streaks streaks, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.streaks = streaks;
        this.clock = clock;
    }

    Optional<PersonAccount> find(UUID id) {
        return users.byId(id).map(this::account);
    }

    private PersonAccount account(User user) {
        return jdbc.sql("""
                        select u.version, u.password_hash is not null as has_password,
                            (select count(*) from login_session s where s.user_id = u.id and s.ended_at is null
                                and s.complete and s.expires_at > :now) as sessions,
                            (select max(a.occurred_at) from audit_event a
                             where a.user_id = u.id and a.event = 'signin.password.accepted') as last_sign_in
                        from app_user u where u.id = :id
                        """)
                .param("id", user.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new PersonAccount(
                        user,
                        row.getLong("version"),
                        row.getBoolean("has_password"),
                        stopped(user.id()),
                        row.getInt("sessions"),
                        factors(user.id()),
                        instant(row.getObject("last_sign_in", OffsetDateTime.class))))
                .single();
    }

    /** Whether the owner has chosen a password. */
    boolean hasPassword(UUID id) {
        return jdbc.sql("select password_hash is not null from app_user where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private List<PersonAccount.Factor> factors(UUID id) {
        return jdbc.sql("""
                        select method, confirmed_at, last_used_at from enrollment
                        where user_id = ? and status = 'active' order by confirmed_at
                        """)
                .param(id)
                .query((row, n) -> new PersonAccount.Factor(
                        row.getString("method"),
                        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("last_used_at", OffsetDateTime.class))))
                .list();
    }

    private boolean stopped(UUID id) {
        return streaks.paused(StreakRule.PASSWORD, id.toString()).isPresent()
                || streaks.paused(StreakRule.SECOND_FACTOR, id.toString()).isPresent();
    }

    /** Lets the person try again after wrong passwords or codes. */
    void resume(UUID id, StreakRule rule) {
        streaks.clear(rule, id.toString());
    }

    /** Whether nobody changed the account since that version; from now on nobody does until the end of the transaction. */
    boolean take(UUID id, long version) {
        return jdbc.sql("update app_user set version = version + 1 where id = ? and version = ?")
                        .params(id, version)
                        .update()
                == 1;
    }

    /**
     * The role as it is now, not as it was when the page was asked for (MFA-07, WEB-11).
     *
     * @throws AccessDeniedException for everybody else
     */
    void demandAdministrator(UUID actor) {
        if (!roles(actor).contains("ADMIN")) {
            throw new AccessDeniedException("not an administrator");
        }
    }

    /**
     * The help desk helps people without a role only. The person's row is held, so nobody gets a role meanwhile.
     *
     * @throws AccessDeniedException for everybody else
     */
    void demandRank(UUID actor, UUID person) {
        jdbc.sql("select id from app_user where id = ? for update")
                .param(person)
                .query(UUID.class)
                .list();
        List<String> roles = roles(actor);
        if (!roles.contains("ADMIN")
                && !(roles.contains("HELP_DESK") && roles(person).isEmpty())) {
            throw new AccessDeniedException("not of a higher rank");
        }
    }

    private List<String> roles(UUID id) {
        return jdbc.sql("select role from user_role where user_id = ?")
                .param(id)
                .query(String.class)
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
