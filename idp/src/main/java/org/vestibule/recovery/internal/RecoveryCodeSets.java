package org.vestibule.recovery.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.FactorRemoved;
import org.vestibule.recovery.RecoveryCodesCreated;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;

/** The set of codes a person has: replaced as a whole, confirmed, and gone with the last second factor. */
@Component
class RecoveryCodeSets {

    private final RecoveryCodeRows rows;
    private final RecoveryStates states;
    private final Enrollments enrollments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecoveryCodeSets(
            RecoveryCodeRows rows,
            RecoveryStates states,
            Enrollments enrollments,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.states = states;
        this.enrollments = enrollments;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Puts a new set in the place of whatever the person has, under a lock on the person.
     *
     * @param hashes by selector
     * @param wanted whether what the person has at that moment is to be replaced
     * @return when the set was made; empty when it was not wanted, or there is no second factor to recover
     */
    @Transactional
    Optional<Instant> replace(
            UUID userId, UUID sessionId, Map<String, String> hashes, Predicate<RecoveryState> wanted) {
        rows.lockUser(userId);
        RecoveryState before = states.of(userId);
        if (!wanted.test(before) || enrollments.active(userId).isEmpty()) {
            return Optional.empty();
        }
        // the database keeps microseconds, and this time comes back as the name of the set
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        rows.replace(userId, hashes, now);
        events.publishEvent(new RecoveryCodesCreated(userId, sessionId, !before.made()));
        return Optional.of(now);
    }

    /**
     * The person has saved a set.
     *
     * @param made when it was made, as the page said it
     * @return false when it was replaced since
     */
    @Transactional
    boolean confirm(UUID userId, String made) {
        try {
            return rows.confirm(userId, Instant.parse(made), clock.instant());
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    /** Without a second factor there is nothing to recover (TOTP-15). */
    @EventListener
    void forget(FactorRemoved removed) {
        if (removed.last()) {
            rows.delete(removed.userId());
        }
    }
}
