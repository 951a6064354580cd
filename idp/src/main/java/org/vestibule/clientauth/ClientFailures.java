package org.vestibule.clientauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.throttle.Attempts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Counts failures by client and address, so that a stranger's guesses never keep out the client's own server, and by
 * address. The database decides, for all nodes. This node only remembers where it has seen failures: who makes none costs no
 * statement, and a flood that is being refused costs none either.
 */
@Component
class ClientFailures {

    private static final int REMEMBERED = 10_000;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final String AUDIT = "client-audit";
    private static final int AUDITED_AN_HOUR = 500;

    private final Attempts attempts;
    private final ClientLimits limits;
    private final Clock clock;
    private final Cache<Count, Instant> failing = remembered();
    private final Cache<Count, Instant> stopped = remembered();
    private final Cache<Count, Instant> succeeded = remembered();

    ClientFailures(Attempts attempts, ClientLimits limits, Clock clock) {
        this.attempts = attempts;
        this.limits = limits;
        this.clock = clock;
    }

    /** One of the counts that a failure goes to. */
    record Count(String kind, String subject, int limit) {}

    /**
     * Why nothing is looked at for a while.
     *
     * @param news whether this node did not know yet
     */
    record Stop(String kind, Duration length, boolean news) {}

    /**
     * The counts of an attempt, in the order in which they are taken. A client that succeeded from an address before is not
     * stopped by what others do there.
     *
     * @param clientId null where there is no such client: what strangers invent gets no row of its own
     */
    List<Count> counts(@Nullable String clientId, String source) {
        Count bySource = new Count("client-source", source, limits.perSource());
        if (clientId == null) {
            return List.of(bySource);
        }
        Count byClient = new Count("client-source-client", source + '|' + clientId, limits.perSourceAndClient());
        return succeeded.getIfPresent(byClient) == null ? List.of(byClient, bySource) : List.of(byClient);
    }

    /** Whether there was a failure lately, so that an attempt has to be counted before it is looked at. */
    boolean failing(List<Count> counts) {
        return counts.stream().anyMatch(count -> wait(failing, count).isPresent());
    }

    /** Takes one of each count, or of none. */
    Optional<Stop> take(List<Count> counts) {
        for (int taken = 0; taken < counts.size(); taken++) {
            Count count = counts.get(taken);
            Optional<Duration> known = wait(stopped, count);
            Optional<Duration> wait =
                    known.or(() -> attempts.take(count.kind(), count.subject(), count.limit(), ClientLimits.WINDOW));
            if (wait.isPresent()) {
                stopped.put(count, clock.instant().plus(wait.get()));
                giveBack(counts.subList(0, taken));
                return Optional.of(new Stop(count.kind(), wait.get(), known.isEmpty()));
            }
        }
        return Optional.empty();
    }

    /** It was no failure. */
    void giveBack(List<Count> counts) {
        counts.forEach(count -> attempts.giveBack(count.kind(), count.subject()));
    }

    void succeeded(List<Count> counts) {
        succeeded.put(counts.get(0), clock.instant());
    }

    /**
     * Remembers a failure.
     *
     * @return whether it is the first in a while as this client from this address
     */
    boolean failed(List<Count> counts) {
        boolean first = wait(failing, counts.get(0)).isEmpty();
        counts.forEach(count -> failing.put(count, clock.instant().plus(ClientLimits.WINDOW)));
        return first;
    }

    /** Whether the audit trail may have another row: a flood from many addresses must not fill it. */
    boolean audited() {
        return attempts.take(AUDIT, "", AUDITED_AN_HOUR, Duration.ofHours(1)).isEmpty();
    }

    private Optional<Duration> wait(Cache<Count, Instant> until, Count count) {
        Instant end = until.getIfPresent(count);
        return end == null || !end.isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), end));
    }

    private static Cache<Count, Instant> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(KEPT)
                .build();
    }
}
