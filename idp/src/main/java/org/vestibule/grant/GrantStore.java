package org.vestibule.grant;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code authorization_grant} and {@code grant_token}. One conditional UPDATE spends a code or refresh token. */
@Repository
class GrantStore {

    private final JdbcClient jdbc;
    private final GrantRows rows;
    private final JsonMapper json = JsonMapper.builder().build();

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new GrantRows(json);
    }

    /**
     * Begins an authorization, unless its session has ended, its person was disabled (MFA-07), the consent was withdrawn or
     * the client removed meanwhile.
     *
     * @param consented whether it needs the person's consent, whose row is locked: a withdrawal comes before or after
     * @return whether it was written
     */
    boolean insert(NewGrant grant, boolean consented) {
        return jdbc.sql("""
                                insert into authorization_grant (id, client_id, grant_type, user_id, session_id, scopes,
                                    offline, request, amr, acr, auth_time, created_at, expires_at)
                                select :id, :client, :type, cast(:user as uuid), cast(:session as uuid), :scopes,
                                    :offline, cast(:request as jsonb), :amr, :acr, :authTime, :created, :expires
                                where exists (select 1 from client c where c.id = :client for key share)
                                  and (cast(:user as uuid) is null or exists (
                                    select 1 from login_session s join app_user u on u.id = s.user_id
                                    where s.id = :session and u.id = :user and s.ended_at is null
                                      and s.expires_at > :created and u.enabled))
                                  and (not :consented or exists (
                                    select 1 from consent c where c.user_id = :user and c.client_id = :client
                                      and c.scopes @> cast(:scopes as text[]) for key share))
                                """)
                        .param("consented", consented)
                        .param("id", grant.id())
                        .param("client", grant.clientId())
                        .param("type", grant.grantType())
                        .param("user", grant.userId())
                        .param("session", grant.sessionId())
                        .param("scopes", texts(grant.scopes()))
                        .param("offline", grant.offline())
                        .param("request", json.writeValueAsString(grant.request()))
                        .param("amr", texts(grant.amr()))
                        .param("acr", grant.assurance().name())
                        .param("authTime", at(grant.authTime()))
                        .param("created", at(grant.createdAt()))
                        .param("expires", at(grant.expiresAt()))
                        .update()
                == 1;
    }

    /** Whether the person lets the client have these scopes now. */
    boolean consented(NewGrant grant) {
        return jdbc.sql("""
                        select exists (select 1 from consent
                                       where user_id = :user and client_id = :client
                                         and scopes @> cast(:scopes as text[]))
                        """)
                .param("user", grant.userId())
                .param("client", grant.clientId())
                .param("scopes", texts(grant.scopes()))
                .query(Boolean.class)
                .single();
    }

    /** Notes a code or token. One that is there already is left alone: a successor within the grace of its refresh token. */
    void insertToken(NewToken token) {
        jdbc.sql("""
                        insert into grant_token (hash, grant_id, kind, scopes, issued_at, expires_at, claims, jkt)
                        values (:hash, :grant, :kind, :scopes, :issued, :expires, cast(:claims as jsonb), :jkt)
                        on conflict (hash) do nothing
                        """)
                .param("claims", token.claims() == null ? null : json.writeValueAsString(token.claims()))
                .param("hash", Sha256.of(token.value()))
                .param("grant", token.grantId())
                .param("kind", token.kind().column())
                .param("scopes", texts(token.scopes()))
                .param("issued", at(token.issuedAt()))
                .param("expires", at(token.expiresAt()))
                .param("jkt", token.jkt())
                .update();
    }

    /** Notes the code of a device, of which only the hash is known when a person allows it. */
    void insertDeviceCode(UUID grantId, String hash, Collection<String> scopes, Instant issuedAt, Instant expiresAt) {
        jdbc.sql("""
                        insert into grant_token (hash, grant_id, kind, scopes, issued_at, expires_at)
                        values (decode(:hash, 'hex'), :grant, :kind, :scopes, :issued, :expires)
                        """)
                .param("hash", hash)
                .param("grant", grantId)
                .param("kind", TokenKind.DEVICE.column())
                .param("scopes", texts(scopes))
                .param("issued", at(issuedAt))
                .param("expires", at(expiresAt))
                .update();
    }

    /** The code or token with this value, in whatever state. */
    Optional<StoredToken> find(String value, Instant now) {
        return jdbc.sql(GrantRows.select("grant_token") + " where t.hash = :hash")
                .param("hash", Sha256.of(value))
                .param("now", at(now))
                .query((row, n) -> rows.map(row))
                .optional();
    }

    /**
     * Spends a code or refresh token: of any number of parallel callers exactly one gets it.
     *
     * @return the token as it was, empty when it is unknown, was spent before, or (a refresh token) is another client's
     */
    Optional<StoredToken> spend(TokenKind kind, String value, UUID clientId, Instant now) {
        return jdbc.sql("""
                        with claimed as (
                            update grant_token c set consumed_at = :now
                            where c.hash = :hash and c.kind = :kind and c.consumed_at is null and c.revoked_at is null
                              and (c.kind = 'code' or exists (select 1 from authorization_grant o
                                                              where o.id = c.grant_id and o.client_id = :client))
                            returning c.hash, c.grant_id, c.kind, c.scopes, c.issued_at, c.expires_at,
                                null::timestamptz as consumed_at, c.revoked_at, c.claims, c.jkt)
                        """ + GrantRows.select("claimed"))
                .param("hash", Sha256.of(value))
                .param("kind", kind.column())
                .param("client", clientId)
                .param("now", at(now))
                .query((row, n) -> rows.map(row))
                .optional();
    }

    /**
     * Uses a refresh token that stays the same, and keeps it from the idle end.
     *
     * @return the token as it was, empty when it is unknown, ended, or another client's
     */
    Optional<StoredToken> keep(String value, UUID clientId, Instant idleEnd, Instant now) {
        return jdbc.sql("""
                        with kept as (
                            update grant_token c
                            set expires_at = case when o.offline then least(:idleEnd, o.expires_at) else c.expires_at end
                            from authorization_grant o
                            where c.hash = :hash and c.kind = :kind and c.consumed_at is null and c.revoked_at is null
                              and c.expires_at > :now and o.id = c.grant_id and o.client_id = :client
                            returning c.hash, c.grant_id, c.kind, c.scopes, c.issued_at, c.expires_at, c.consumed_at,
                                c.revoked_at, c.claims, c.jkt)
                        """ + GrantRows.select("kept"))
                .param("idleEnd", at(idleEnd))
                .param("hash", Sha256.of(value))
                .param("kind", TokenKind.REFRESH.column())
                .param("client", clientId)
                .param("now", at(now))
                .query((row, n) -> rows.map(row))
                .optional();
    }

    /** Ends a grant with everything issued from it. */
    boolean revoke(UUID grantId, String reason, Instant now) {
        return jdbc.sql("""
                                update authorization_grant set revoked_at = ?, revoke_reason = ?
                                where id = ? and revoked_at is null
                                """).params(at(now), reason, grantId).update() == 1;
    }

    void revokeToken(String value, Instant now) {
        jdbc.sql("update grant_token set revoked_at = ? where hash = ? and revoked_at is null")
                .params(at(now), Sha256.of(value))
                .update();
    }

    /** Ends all grants of a person that would outlive sessions (contract, section 4). */
    void revokeOffline(UUID userId, String reason, Instant now) {
        jdbc.sql("""
                        update authorization_grant set revoked_at = ?, revoke_reason = ?
                        where user_id = ? and offline and revoked_at is null
                        """).params(at(now), reason, userId).update();
    }

    /** Ends all grants of a person to one client. */
    void revokeOfClient(UUID userId, UUID clientId, String reason, Instant now) {
        jdbc.sql("""
                        update authorization_grant set revoked_at = ?, revoke_reason = ?
                        where user_id = ? and client_id = ? and revoked_at is null
                        """).params(at(now), reason, userId, clientId).update();
    }

    /** Use of a session-bound refresh token counts as activity of its session (contract, section 6). */
    void touchSession(UUID sessionId, Instant now) {
        jdbc.sql("""
                        update login_session set last_used_at = :now
                        where id = :id and last_used_at < cast(:now as timestamptz) - interval '1 minute'
                        """).param("now", at(now)).param("id", sessionId).update();
    }

    private static String[] texts(Collection<String> values) {
        return values.toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
