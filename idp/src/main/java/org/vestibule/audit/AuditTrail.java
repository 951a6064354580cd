package org.vestibule.audit;

import java.time.Clock;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vestibule.event.SecurityEvent;
import org.vestibule.web.ClientAddress;

import tools.jackson.databind.json.JsonMapper;

import static java.time.ZoneOffset.UTC;

/** Writes one row for each event, in the transaction of whoever published it: both are there, or neither (WEB-14). */
@Component
class AuditTrail {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ClientAddress addresses;
    private final JsonMapper json = JsonMapper.builder().build();

    AuditTrail(JdbcClient jdbc, Clock clock, ClientAddress addresses) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.addresses = addresses;
    }

    @EventListener
    void write(SecurityEvent event) {
        jdbc.sql("""
                        insert into audit_event (occurred_at, event, result, actor_id, user_id, client_id, session_id,
                            source_ip, detail)
                        values (:at, :event, :result, :actor, :user, :client, :session, cast(:ip as inet),
                            cast(:detail as jsonb))
                        """)
                .param("at", clock.instant().atOffset(UTC))
                .param("event", event.event())
                .param("result", event.success() ? "success" : "failure")
                .param("actor", event.actorId())
                .param("user", event.userId())
                .param("client", event.clientId())
                .param("session", event.sessionId())
                .param("ip", addresses.current())
                .param("detail", json.writeValueAsString(event.detail()))
                .update();
    }
}
