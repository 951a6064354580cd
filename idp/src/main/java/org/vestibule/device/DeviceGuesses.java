package org.vestibule.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.session.IdpUser;
import org.vestibule.throttle.Attempts;
import org.vestibule.web.Sources;

/** Bounds wrong user codes, by session, by person and by network (RFC 8628 section 5.1). */
@Component
class DeviceGuesses {

    private final Attempts attempts;

    DeviceGuesses(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Counts a code before it is looked at.
     *
     * @param address of the browser, null where it is not known
     * @return how long to wait when too many were wrong
     */
    Optional<Duration> take(IdpUser user, @Nullable String address) {
        return counters(user, address).stream()
                .flatMap(counter ->
                        attempts.take(counter.kind(), counter.subject(), counter.limit(), counter.window()).stream())
                .findFirst();
    }

    /** The code was right, so it was no guess. */
    void giveBack(IdpUser user, @Nullable String address) {
        counters(user, address).forEach(counter -> attempts.giveBack(counter.kind(), counter.subject()));
    }

    private static List<Counter> counters(IdpUser user, @Nullable String address) {
        return List.of(
                new Counter("device-code-session", user.session().id().toString(), 5, Duration.ofMinutes(10)),
                new Counter("device-code-person", user.id().toString(), 10, Duration.ofHours(1)),
                // schools share addresses
                new Counter("device-code-network", Sources.network(address), 100, Duration.ofHours(1)));
    }

    private record Counter(String kind, String subject, int limit, Duration window) {}
}
