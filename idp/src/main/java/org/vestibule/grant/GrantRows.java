package org.vestibule.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;

import org.vestibule.session.Assurance;
import org.vestibule.user.User;
import org.vestibule.user.UserRows;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a token with its grant, its person and the state of its session, all in one row. */
final class GrantRows {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    // a grant without offline_access lives with its session (contract, section 4)
    private static final String COLUMNS = """
            t.kind, t.scopes as token_scopes, t.issued_at, t.expires_at as token_expires_at,
            t.consumed_at is not null or t.revoked_at is not null as spent,
            case when t.revoked_at is null then t.consumed_at end as used_at, t.claims::text as token_claims, t.jkt,
            g.id as grant_id, g.client_id, g.session_id, g.scopes as grant_scopes, g.offline, g.request::text as request,
            g.amr, g.acr, g.auth_time, g.expires_at as grant_expires_at,
            g.revoked_at is null and g.expires_at > :now and (g.user_id is null or u.enabled) and (g.user_id is null
                or (g.offline and t.kind not in ('code', 'device'))
                or (s.ended_at is null and s.expires_at > :now and s.last_used_at + s.idle_limit > :now))
                and not exists (select 1 from unnest(g.ancestors) as a (id)
                                left join authorization_grant b on b.id = a.id
                                where b.id is null or b.revoked_at is not null) as live,
            """;

    private final JsonMapper json;

    GrantRows(JsonMapper json) {
        this.json = json;
    }

    static String select(String tokens) {
        return "select " + COLUMNS + UserRows.COLUMNS + " from " + tokens
                + " t join authorization_grant g on g.id = t.grant_id left join app_user u on u.id = g.user_id"
                + " left join login_session s on s.id = g.session_id";
    }

    StoredToken map(ResultSet row) throws SQLException {
        User user = row.getObject("user_id", UUID.class) == null ? null : UserRows.map(row);
        Grant grant = new Grant(
                row.getObject("grant_id", UUID.class),
                row.getObject("client_id", UUID.class),
                user,
                row.getObject("session_id", UUID.class),
                new LinkedHashSet<>(UserRows.texts(row, "grant_scopes")),
                row.getBoolean("offline"),
                json.readValue(row.getString("request"), OBJECT),
                UserRows.texts(row, "amr"),
                Assurance.valueOf(row.getString("acr")),
                instant(row, "auth_time"),
                instant(row, "grant_expires_at"),
                row.getBoolean("live"));
        return new StoredToken(
                TokenKind.of(row.getString("kind")),
                new LinkedHashSet<>(UserRows.texts(row, "token_scopes")),
                instant(row, "issued_at"),
                instant(row, "token_expires_at"),
                row.getBoolean("spent"),
                row.getObject("used_at") == null ? null : instant(row, "used_at"),
                row.getString("token_claims") == null ? null : json.readValue(row.getString("token_claims"), OBJECT),
                row.getString("jkt"),
                grant);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
