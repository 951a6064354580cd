package org.vestibule.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import org.vestibule.outbound.OutboundAnswer;
import org.vestibule.outbound.OutboundAnswer.Failure;

/**
 * Stops calling an LMS that does not answer, so that waiting for it holds up no other one: after five calls in a row
 * without an answer it is left alone for half a minute, then one call tries. An answer of any status is one.
 */
@Component
class LmsBreaker {

    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    // only of LMSs that failed last
    private final Map<UUID, Silence> silent = new ConcurrentHashMap<>();

    LmsBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Whether this LMS may be called; at the end of a pause only the first caller gets through. */
    boolean permits(UUID clientId) {
        Instant now = clock.instant();
        Silence silence = silent.get(clientId);
        return silence == null
                || silence.calls() < FAILURES
                || (!now.isBefore(silence.until())
                        && silent.replace(clientId, silence, new Silence(silence.calls(), now.plus(PAUSE))));
    }

    /** Takes note of what came of a call. */
    void record(UUID clientId, OutboundAnswer answer) {
        if (answer.failure() == Failure.TOO_LATE || answer.failure() == Failure.UNREACHABLE) {
            Instant until = clock.instant().plus(PAUSE);
            silent.merge(clientId, new Silence(1, until), (former, one) -> new Silence(former.calls() + 1, until));
        } else {
            silent.remove(clientId);
        }
    }

    /** Calls in a row without an answer, and until when there are no more. */
    private record Silence(int calls, Instant until) {}
}
