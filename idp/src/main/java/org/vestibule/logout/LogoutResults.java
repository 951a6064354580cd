package org.vestibule.logout;

import java.time.Clock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.client.LmsClient;
import org.vestibule.outbound.OutboundAnswer;

/** Writes what came of an attempt; where it was the last one, the audit trail's row with it. */
@Component
class LogoutResults {

    private final LogoutOutbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LogoutResults(LogoutOutbox outbox, ApplicationEventPublisher events, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void write(LogoutMessage message, LmsClient lms, OutboundAnswer answer) {
        int attempts = message.attempts() + 1;
        boolean last = answer.success() || attempts >= LogoutAttempts.MOST;
        if (answer.success()) {
            outbox.confirm(message.id(), answer.outcome(), clock.instant());
        } else {
            outbox.fail(message.id(), answer.outcome(), last);
        }
        if (last) {
            events.publishEvent(new LmsTold(
                    message.userId(),
                    lms.clientId(),
                    message.sessionId(),
                    answer.success(),
                    attempts,
                    answer.outcome()));
        }
    }
}
