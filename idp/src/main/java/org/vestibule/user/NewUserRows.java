package org.vestibule.user;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/** Writes new people with batch statements: three, however many people. */
@Component
class NewUserRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;

    NewUserRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<UUID> ids, List<NewUser> users, Instant now) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        List<@Nullable Object[]> people = new ArrayList<>(users.size());
        List<Object[]> roles = new ArrayList<>();
        List<Object[]> groups = new ArrayList<>(users.size());
        for (int i = 0; i < users.size(); i++) {
            UUID id = ids.get(i);
            NewUser user = users.get(i);
            people.add(person(id, user, time));
            user.roles().forEach(role -> roles.add(new Object[] {id, role.name()}));
            user.groups().stream().distinct().forEach(group -> groups.add(new Object[] {id, group}));
        }
        jdbc.batchUpdate("""
                insert into app_user (id, username, username_key, email, email_key, email_verified, given_name,
                    family_name, locale, claims, password_hash, password_changed_at, enabled, preferred_method,
                    created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)""", people);
        jdbc.batchUpdate("insert into user_role (user_id, role) values (?, ?)", roles);
        jdbc.batchUpdate("insert into user_group (user_id, group_name) values (?, ?)", groups);
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
            now
        };
    }

    private static String key(String typed) {
        return CanonicalName.of(typed)
                .orElseThrow(() -> new IllegalArgumentException("no user name or address"))
                .key();
    }
}
