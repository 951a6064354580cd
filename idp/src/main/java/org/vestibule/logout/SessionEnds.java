package org.vestibule.logout;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.session.OtherSessionsEnded;
import org.vestibule.session.SessionEnded;

/** Writes down whom to tell, in the transaction that ends the session: both happen, or neither. */
@Component
class SessionEnds {

    private final LogoutOutbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SessionEnds(LogoutOutbox outbox, ApplicationEventPublisher events, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(SessionEnded ended) {
        write(List.of(ended.sessionId()));
    }

    @EventListener
    void on(OtherSessionsEnded ended) {
        write(ended.ended());
    }

    private void write(Collection<UUID> sessions) {
        Instant now = clock.instant();
        List<LogoutMessage> messages = outbox.write(sessions, now, now.plus(LogoutAttempts.delay(0)));
        if (!messages.isEmpty()) {
            events.publishEvent(new LogoutsOwed(messages));
        }
    }
}
