package org.vestibule.user;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/** Writes people; new ones with batch statements, three however many they are. */
@Component
class UserStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;

    UserStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<UUID> ids, List<NewUser> users, Instant now) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        List<@Nullable Object[]> people = new ArrayList<>(users.size());
        for (int i = 0; i < users.size(); i++) {
            people.add(person(ids.get(i), users.get(i), time));
        }
        jdbc.batchUpdate("""
                insert into app_user (id, username, username_key, email, email_key, email_verified, given_name,
                    family_name, locale, claims, password_hash, password_changed_at, enabled, preferred_method,
                    created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)""", people);
        insertRoles(ids, users.stream().map(NewUser::roles).toList());
        insertGroups(ids, users.stream().map(NewUser::groups).toList());
    }

    void update(User user, Instant now) {
        jdbc.update(
                """
                update app_user set email = ?, email_key = ?, email_verified = ?, given_name = ?, family_name = ?,
                    locale = ?, claims = ?::jsonb, enabled = ?, preferred_method = ?, updated_at = ?,
                    version = version + 1
                where id = ?""",
                user.email(),
                user.email() == null ? null : key(user.email()),
                user.emailVerified(),
                user.givenName(),
                user.familyName(),
                user.locale(),
                JSON.writeValueAsString(user.claims()),
                user.enabled(),
                user.preferredMethod(),
                now.atOffset(ZoneOffset.UTC),
                user.id());
        jdbc.update("delete from user_role where user_id = ?", user.id());
        jdbc.update("delete from user_group where user_id = ?", user.id());
        insertRoles(List.of(user.id()), List.of(user.roles()));
        insertGroups(List.of(user.id()), List.of(user.groups()));
    }

    Set<UUID> updateOrdinary(List<UserVersion> people, Instant now) {
        List<@Nullable Object[]> rows = new ArrayList<>(people.size());
        people.forEach(person -> rows.add(ordinary(person, now.atOffset(ZoneOffset.UTC))));
        int[] written = jdbc.batchUpdate("""
                update app_user u set email = ?, email_key = ?, email_verified = ?, given_name = ?, family_name = ?,
                    locale = ?, updated_at = ?, version = version + 1
                where id = ? and version = ?
                  and not exists (select 1 from user_role r where r.user_id = u.id)""", rows);
        List<User> changed = new ArrayList<>();
        for (int i = 0; i < written.length; i++) {
            if (written[i] == 1) {
                changed.add(people.get(i).user());
            }
        }
        List<UUID> ids = changed.stream().map(User::id).toList();
        jdbc.batchUpdate(
                "delete from user_group where user_id = ?",
                ids.stream().map(id -> new Object[] {id}).toList());
        insertGroups(ids, changed.stream().map(User::groups).toList());
        return Set.copyOf(ids);
    }

    private static @Nullable Object[] ordinary(UserVersion person, OffsetDateTime now) {
        User user = person.user();
        return new @Nullable Object[] {
            user.email(),
            user.email() == null ? null : key(user.email()),
            user.emailVerified(),
            user.givenName(),
            user.familyName(),
            user.locale(),
            now,
            user.id(),
            person.version()
        };
    }

    private void insertRoles(List<UUID> ids, List<Set<Role>> roles) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            UUID id = ids.get(i);
            roles.get(i).forEach(role -> rows.add(new Object[] {id, role.name()}));
        }
        jdbc.batchUpdate("insert into user_role (user_id, role) values (?, ?)", rows);
    }

    private void insertGroups(List<UUID> ids, List<List<String>> groups) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            UUID id = ids.get(i);
            groups.get(i).stream().distinct().forEach(group -> rows.add(new Object[] {id, group}));
        }
        jdbc.batchUpdate("insert into user_group (user_id, group_name) values (?, ?)", rows);
    }

    private static @Nullable Object[] person(UUID id, NewUser user, OffsetDateTime now) {
        return new @Nullable Object[] {
            id,
            user.username().strip(),
            key(user.username()),
            user.email() == null ? null : user.email().strip(),
            user.email() == null ? null : key(user.email()),
            user.emailVerified(),
            user.givenName(),
            user.familyName(),
            user.locale(),
            JSON.writeValueAsString(user.claims()),
            user.passwordHash(),
            user.passwordHash() == null ? null : now,
            user.enabled(),
            user.preferredMethod(),
            now,
            now
        };
    }

    private static String key(String typed) {
        return CanonicalName.of(typed)
                .orElseThrow(() -> new IllegalArgumentException("no user name or address"))
                .key();
    }
}
