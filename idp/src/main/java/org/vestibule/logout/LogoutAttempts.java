package org.vestibule.logout;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.outbound.OutboundAnswer;

/** One try to tell an LMS: claims it, calls the LMS outside of any transaction, and notes what came of it. */
@Component
class LogoutAttempts {

    /** From each attempt to the next; as many attempts as there are delays. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2));

    static final int MOST = DELAYS.size();

    private static final Logger log = LoggerFactory.getLogger(LogoutAttempts.class);

    private final LogoutOutbox outbox;
    private final Clients clients;
    private final LogoutCall call;
    private final LogoutResults results;
    private final Clock clock;

    LogoutAttempts(LogoutOutbox outbox, Clients clients, LogoutCall call, LogoutResults results, Clock clock) {
        this.outbox = outbox;
        this.clients = clients;
        this.call = call;
        this.results = results;
        this.clock = clock;
    }

    static Duration delay(int attempts) {
        return DELAYS.get(Math.min(attempts, DELAYS.size() - 1));
    }

    void make(LogoutMessage message) {
        if (!outbox.claim(message, clock.instant().plus(delay(message.attempts())))) {
            return;
        }
        Optional<LmsClient> client = clients.byId(message.clientId());
        client.ifPresent(lms -> {
            OutboundAnswer answer = call.make(lms, message);
            results.write(message, lms, answer);
            if (!answer.success()) {
                log.atWarn()
                        .addKeyValue("client", lms.clientId())
                        .addKeyValue("attempt", message.attempts() + 1)
                        .addKeyValue("outcome", answer.outcome())
                        .log("an LMS did not confirm a sign-out");
            }
        });
    }
}
