package org.vestibule.assertion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.client.RegisteredKeys;
import org.vestibule.outbound.OutboundAnswer;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * The keys at one {@code jwks_uri}. They are kept; an unknown key fetches again, one fetch at a time and none within ten
 * seconds of another, so neither strangers nor a site that is down cost more than that. The last good set outlasts a
 * failure.
 */
final class KeyAddress {

    static final JWKSet NONE = new JWKSet();

    static final Duration FRESH = Duration.ofMinutes(15);
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);
    /** A key that was taken back because it had leaked is dead at last, even if its owner's site never comes back. */
    static final Duration OUTLASTS_FAILURES = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(KeyAddress.class);
    private static final int MOST_WAITING = 16;
    private static final Fetched NOTHING = new Fetched(NONE, Instant.MIN, Instant.MIN);

    private final String address;
    private final Supplier<OutboundAnswer> site;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Fetched last = NOTHING;

    KeyAddress(String address, Supplier<OutboundAnswer> site, Clock clock) {
        this.address = address;
        this.site = site;
        this.clock = clock;
    }

    JWKSet keys() {
        Fetched now = last;
        boolean fresh = now.got().isAfter(ago(FRESH));
        // while one looks for newer keys, the others go on with these
        boolean goOn = fetching.isLocked() && now.got().isAfter(ago(FRESH.multipliedBy(2)));
        return fresh || goOn ? now.keys() : after(now).keys();
    }

    /** @return those of {@code known} where nothing newer is to be had */
    JWKSet newer(JWKSet known) {
        Fetched now = last;
        return now.keys().equals(known) ? after(now).keys() : now.keys();
    }

    private Fetched after(Fetched seen) {
        if (!due(seen)) {
            return seen;
        }
        // those who come while one fetches wait for what that one gets, but not a whole school of them
        if (fetching.getQueueLength() >= MOST_WAITING) {
            return NOTHING;
        }
        fetching.lock();
        try {
            if (due(last)) {
                last = fetch(last);
            }
            return last;
        } finally {
            fetching.unlock();
        }
    }

    private boolean due(Fetched former) {
        return !former.tried().isAfter(ago(BETWEEN_FETCHES));
    }

    private Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    private Fetched fetch(Fetched former) {
        OutboundAnswer answer = site.get();
        Instant now = clock.instant();
        Optional<JWKSet> keys = answer.success() ? RegisteredKeys.parsed(answer.body()) : Optional.empty();
        if (keys.isPresent()) {
            return new Fetched(keys.get(), now, now);
        }
        log.atWarn()
                .addKeyValue("address", address)
                .addKeyValue("outcome", answer.outcome())
                .log("a client's keys could not be fetched");
        boolean over = former.got().isBefore(now.minus(OUTLASTS_FAILURES));
        return new Fetched(over ? NONE : former.keys(), former.got(), now);
    }

    /**
     * @param got when these keys came
     * @param tried when it was asked for keys last, in vain or not
     */
    private record Fetched(JWKSet keys, Instant got, Instant tried) {}
}
