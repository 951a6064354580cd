package org.vestibule.grant;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.stereotype.Repository;

/** Writes the grants that come of exchanged tokens. Person, session and proof are those of the grant before. */
@Repository
class ExchangeStore {

    // each exchange is told of in the token
    private static final int MOST_ANCESTORS = 4;

    private final JdbcClient jdbc;

    ExchangeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param consented whether the client needs the person's consent
     * @return false when that is missing, or the grant before has ended or has been handed on too often
     */
    boolean insert(UUID id, UUID clientId, Exchange exchange, boolean consented, Instant now) {
        return jdbc.sql("""
                                insert into authorization_grant (id, client_id, grant_type, user_id, session_id, scopes,
                                    offline, request, amr, acr, auth_time, created_at, expires_at, ancestors)
                                select :id, :client, :type, g.user_id, g.session_id, cast(:scopes as text[]),
                                    g.offline, '{}', g.amr, :acr, g.auth_time, :now, :expires, g.ancestors || g.id
                                from authorization_grant g
                                where g.id = :subject and g.revoked_at is null and cardinality(g.ancestors) < :most
                                  and (not :consented or exists (
                                    select 1 from consent c where c.user_id = g.user_id and c.client_id = :client
                                      and c.scopes @> cast(:scopes as text[]) for key share))
                                """)
                        .param("id", id)
                        .param("client", clientId)
                        .param("type", AuthorizationGrantType.TOKEN_EXCHANGE.getValue())
                        .param("scopes", exchange.scopes().toArray(String[]::new))
                        .param("acr", exchange.assurance().name())
                        .param("now", at(now))
                        .param("expires", at(exchange.expiresAt()))
                        .param("subject", exchange.subjectGrant())
                        .param("most", MOST_ANCESTORS)
                        .param("consented", consented)
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
