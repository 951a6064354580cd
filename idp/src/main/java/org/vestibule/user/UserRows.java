package org.vestibule.user;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How a person is read from a row, for every query that joins {@code app_user u}. */
public final class UserRows {

    /** Select list for {@code app_user u}; roles and groups come as arrays, so a person is always one row. */
    public static final String COLUMNS = """
            u.id as user_id, u.username, u.email, u.email_verified, u.given_name, u.family_name, u.locale,
            u.claims::text as claims, u.enabled, u.preferred_method, u.updated_at as user_updated_at,
            array(select r.role from user_role r where r.user_id = u.id order by r.role) as roles,
            array(select g.group_name from user_group g where g.user_id = u.id order by g.group_name) as groups""";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private UserRows() {}

    /** Reads the person of the current row. */
    public static User map(ResultSet row) throws SQLException {
        return new User(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                nullable(row, "email"),
                row.getBoolean("email_verified"),
                nullable(row, "given_name"),
                nullable(row, "family_name"),
                nullable(row, "locale"),
                JSON.readValue(row.getString("claims"), CLAIMS),
                texts(row, "roles").stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                texts(row, "groups"),
                row.getBoolean("enabled"),
                nullable(row, "preferred_method"),
                row.getObject("user_updated_at", OffsetDateTime.class).toInstant());
    }

    /** The values of a text array; empty for null. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(String.class::cast)
                        .toList();
    }

    private static @Nullable String nullable(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }
}
