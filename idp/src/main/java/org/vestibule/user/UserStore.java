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
