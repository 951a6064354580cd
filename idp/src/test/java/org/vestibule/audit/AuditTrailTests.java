package org.vestibule.audit;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.vestibule.RealDatabase;
import org.vestibule.event.SecurityEvent;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-14. */
@Requirement("WEB-14")
@SpringBootTest
@RealDatabase
class AuditTrailTests {

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient jdbc;

    /** The test framework sets up a request of its own. */
    @BeforeEach
    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void publishWhenCommittedThenRowSaysWhoWhatAndFromWhere() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.7");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        Tried tried = new Tried(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        transactions.executeWithoutResult(status -> events.publishEvent(tried));
        assertThat(row(tried.userId()))
                .containsEntry("event", "test.tried")
                .containsEntry("result", "failure")
                .containsEntry("actor_id", tried.actorId())
                .containsEntry("client_id", "an-lms")
                .containsEntry("session_id", tried.sessionId())
                .containsEntry("ip", "192.0.2.7")
                .containsEntry("reason", "a \"reason\"\nof two lines");
    }

    @Test
    void publishWhenOutsideAnyRequestThenRowHasNoAddress() {
        Tried tried = new Tried(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        transactions.executeWithoutResult(status -> events.publishEvent(tried));
        assertThat(row(tried.userId())).containsEntry("ip", null);
    }

    /** In the transaction of the change: both are there, or neither. */
    @Test
    void publishWhenRolledBackThenNoRow() {
        Tried tried = new Tried(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        transactions.executeWithoutResult(status -> {
            events.publishEvent(tried);
            status.setRollbackOnly();
        });
        assertThat(jdbc.sql("select count(*) from audit_event where user_id = ?")
                        .param(tried.userId())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Map<String, Object> row(UUID userId) {
        return jdbc.sql("""
                        select event, result, actor_id, client_id, session_id, host(source_ip) as ip,
                            detail->>'reason' as reason
                        from audit_event where user_id = ?
                        """).param(userId).query().singleRow();
    }

    private record Tried(UUID userId, UUID actorId, UUID sessionId) implements SecurityEvent {

        @Override
        public String event() {
            return "test.tried";
        }

        @Override
        public boolean success() {
            return false;
        }

        @Override
        public String clientId() {
            return "an-lms";
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("reason", "a \"reason\"\nof two lines", "attempts", 3);
        }
    }
}
