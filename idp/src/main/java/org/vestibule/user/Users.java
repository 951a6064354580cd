package org.vestibule.user;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people. One statement per look-up; names and addresses are compared in canonical form only (PWD-14). */
@Component
public class Users {

    private static final String SELECT = "select " + UserRows.COLUMNS + " from app_user u where ";

    private final JdbcClient jdbc;
    private final UserStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Users(JdbcClient jdbc, UserStore store, ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    public Optional<User> byId(UUID id) {
        return jdbc.sql(SELECT + "u.id = :id")
                .param("id", id)
                .query((row, number) -> UserRows.map(row))
                .optional();
    }

    /** Whoever signs in by what was typed: a user name, or a verified e-mail address. */
    public Optional<User> byLogin(String typed) {
        // a user name with an @ is its owner's verified address (app_user_username_at_ck), so there is at most one
        return CanonicalName.of(typed)
                .flatMap(name -> jdbc.sql(SELECT + "u.username_key = :key or (u.email_verified and u.email_key = :key)")
                        .param("key", name.key())
                        .query((row, number) -> UserRows.map(row))
                        .optional());
    }

    /** Those of the names that exist, by key. */
    public Map<String, User> byNames(Collection<CanonicalName> names) {
        String[] keys = names.stream().map(CanonicalName::key).toArray(String[]::new);
        return jdbc
                .sql("select u.username_key, " + UserRows.COLUMNS
                        + " from app_user u where u.username_key = any(:keys)")
                .param("keys", keys)
                .query((row, number) -> Map.entry(row.getString("username_key"), UserRows.map(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whose verified addresses these are, by key; addresses that are nobody's are left out. */
    public Map<String, UUID> ownersOf(Collection<CanonicalName> addresses) {
        String[] keys = addresses.stream().map(CanonicalName::key).toArray(String[]::new);
        return jdbc
                .sql("select email_key, id from app_user where email_verified and email_key = any(:keys)")
                .param("keys", keys)
                .query((row, number) -> Map.entry(row.getString("email_key"), row.getObject("id", UUID.class)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Everybody, by user name. */
    public List<User> all() {
        return jdbc.sql("select " + UserRows.COLUMNS + " from app_user u order by u.username_key")
                .query((row, number) -> UserRows.map(row))
                .list();
    }

    /** Writes everything of a person but the name, which stays. */
    @Transactional
    public void update(User user) {
        if (!user.enabled()) {
            enable(user.id(), false);
        }
        Optional<User> before = byId(user.id());
        store.update(user, clock.instant());
        before.ifPresent(was -> tellOfAddress(was, user.email(), null));
    }

    /** Publishes {@link EmailChanged} where it is another address, not only another spelling. */
    private void tellOfAddress(User was, @Nullable String email, @Nullable UUID actor) {
        if (!Objects.equals(addressKey(was.email()), addressKey(email))) {
            events.publishEvent(
                    new EmailChanged(was.id(), actor, was.verifiedEmail().orElse(null), email));
        }
    }

    private static Optional<CanonicalName> addressKey(@Nullable String email) {
        return Optional.ofNullable(email).flatMap(CanonicalName::of);
    }

    /**
     * Makes an account.
     *
     * @return its new random id, the {@code sub} of its tokens
     * @throws org.springframework.dao.DuplicateKeyException when the name or the verified address is somebody's
     * @throws IllegalArgumentException when the name or the address is none
     */
    @Transactional
    public UUID create(NewUser user) {
        return createAll(List.of(user)).get(0);
    }

    /** Makes many accounts with a few statements; the ids are in the order of the people. */
    @Transactional
    public List<UUID> createAll(List<NewUser> users) {
        List<UUID> ids = createAllUntold(users);
        for (int i = 0; i < users.size(); i++) {
            if (users.get(i).passwordHash() == null) {
                events.publishEvent(new CreatedWithoutPassword(ids.get(i)));
            }
        }
        return ids;
    }

    /** The same for owners who are told by other means or later: no activation links leave. */
    @Transactional
    public List<UUID> createAllUntold(List<NewUser> users) {
        List<UUID> ids = users.stream().map(user -> UUID.randomUUID()).toList();
        store.insert(ids, users, clock.instant());
        return ids;
    }

    /**
     * Writes many people with a few statements, all but name, roles and whether they may sign in. Left alone is whoever has a
     * role, and whoever was changed since that version.
     *
     * @return who was written
     * @throws org.springframework.dao.DuplicateKeyException when a verified address is somebody's
     */
    @Transactional
    public Set<UUID> updateOrdinary(List<UserVersion> people) {
        return store.updateOrdinary(people, clock.instant());
    }

    public long count() {
        return jdbc.sql("select count(*) from app_user").query(Long.class).single();
    }

    /** The method a person wants to be asked for first; an id of {@code FactorMethod}, null: no wish. */
    @Transactional
    public void preferMethod(UUID id, @Nullable String method) {
        jdbc.sql("update app_user set preferred_method = :method, version = version + 1 where id = :id")
                .param("method", method)
                .param("id", id)
                .update();
    }

    /** The language a person wants to read. */
    @Transactional
    public void speak(UUID id, String tag) {
        jdbc.sql("update app_user set locale = :tag, updated_at = :now, version = version + 1 where id = :id")
                .param("tag", tag)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** The person proved that the present address is theirs. Stays unverified where it is somebody's verified address already. */
    @Transactional
    public void verifyEmail(UUID id) {
        jdbc.sql("""
                        update app_user u set email_verified = true, version = version + 1
                        where u.id = :id and u.email_key is not null and not u.email_verified
                          and not exists (select 1 from app_user o where o.email_verified and o.email_key = u.email_key)
                        """).param("id", id).update();
    }

    /**
     * The person proved that the mailbox is theirs: from now on it is the verified address.
     *
     * @return false where it is somebody's verified address, or the user name is another address (PWD-14)
     * @throws org.springframework.dao.DuplicateKeyException when it becomes somebody's in this moment
     */
    @Transactional
    public boolean changeEmail(UUID id, String email) {
        Optional<User> before = byId(id);
        int changed = jdbc.sql("""
                        update app_user u set email = :email, email_key = :key, email_verified = true, updated_at = :now,
                            version = version + 1
                        where u.id = :id and (position('@' in u.username_key) = 0 or u.username_key = :key)
                          and not exists (select 1 from app_user o
                                          where o.id <> u.id and o.email_verified and o.email_key = :key)
                        """)
                .param("email", email)
                .param("key", CanonicalName.of(email).orElseThrow().key())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (changed == 1) {
            before.ifPresent(was -> tellOfAddress(was, email, id));
        }
        return changed == 1;
    }

    /** Whether the person may sign in. Publishes {@link AccountDisabled} where that ends. */
    @Transactional
    public void enable(UUID id, boolean enabled) {
        int changed = jdbc.sql("""
                        update app_user set enabled = :enabled, version = version + 1
                        where id = :id and enabled <> :enabled
                        """).param("enabled", enabled).param("id", id).update();
        if (changed == 1 && !enabled) {
            events.publishEvent(new AccountDisabled(id));
        }
    }
}
