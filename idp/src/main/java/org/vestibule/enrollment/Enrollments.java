package org.vestibule.enrollment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.SignInSession;
import org.vestibule.session.SignInSessions;

/**
 * Who has which second factor. A set-up is pending until its first right code, belongs to the session that opened it and
 * counts for nothing until then (TOTP-09). Changes of one person's factors happen one after another (TOTP-10).
 */
@Component
public class Enrollments {

    /** How long a set-up may take. */
    public static final Duration PENDING = Duration.ofMinutes(10);
    /** Codes that may be tried in one set-up. */
    public static final int CODES = 5;

    private final EnrollmentRows rows;
    private final SignInSessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Enrollments(EnrollmentRows rows, SignInSessions sessions, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /** Opens a set-up; a former one of the same session and method is void. */
    @Transactional
    public Enrollment open(UUID userId, FactorMethod method, UUID sessionId, @Nullable String sourceIp) {
        Instant now = clock.instant();
        rows.lockUser(userId);
        rows.deletePending(sessionId, method);
        Enrollment pending = new Enrollment(UUID.randomUUID(), userId, method, now, null, null);
        rows.insertPending(pending, sessionId, now.plus(PENDING), sourceIp);
        return pending;
    }

    /** The session's set-up, as long as it can still be confirmed. */
    public Optional<Enrollment> pending(UUID sessionId, FactorMethod method) {
        return rows.pending(sessionId, method, CODES, clock.instant());
    }

    /** Counts a code about to be looked at; false when the set-up has had its five, or is over. */
    @Transactional
    public boolean reserveCode(Enrollment pending) {
        // the same order of locks as everywhere: the person, then the enrolment
        rows.lockUser(pending.userId());
        return rows.reserveCode(pending.id(), CODES, clock.instant());
    }

    /**
     * The set-up's code was right: its factor is active from now on, and takes the place of an older one of the same
     * method. The person is locked, so that what is checked here still holds at the end (MFA-10, TOTP-10).
     *
     * @param session the session as this request found it; where the person has a factor by now, it must have proven one
     */
    @Transactional
    public Activation activate(UUID pendingId, SignInSession session) {
        Instant now = clock.instant();
        rows.lockUser(session.userId());
        List<Enrollment> former = rows.active(session.userId());
        Optional<Enrollment> pending = rows.lockPending(pendingId, session.id(), now)
                .filter(opened -> opened.userId().equals(session.userId()));
        if (pending.isEmpty() || (!former.isEmpty() && !session.hasSecondFactor())) {
            return Activation.REFUSED;
        }
        FactorMethod method = pending.get().method();
        former.stream()
                .filter(older -> older.method() == method)
                .forEach(older -> end(older, session.id(), true, false, now));
        if (former.stream().anyMatch(older -> older.method() == method)) {
            // what the replaced one proved elsewhere is worth nothing any more
            sessions.endOthers(session.userId(), session.id(), "factor-replaced");
        }
        rows.deleteUnproven(session.userId(), method);
        rows.activate(pendingId, now);
        events.publishEvent(new FactorEnrolled(session.userId(), session.id(), pendingId, method, former.isEmpty()));
        return former.isEmpty() ? Activation.FIRST : Activation.FURTHER;
    }

    /**
     * Takes an active factor away. With the last one every other session of the person ends too (TOTP-15).
     *
     * @param sessionId the session that does it and stays; null where an administrator or the operator does
     * @return false when the person does not have it
     */
    @Transactional
    public boolean remove(UUID userId, FactorMethod method, @Nullable UUID sessionId) {
        rows.lockUser(userId);
        List<Enrollment> active = rows.active(userId);
        Optional<Enrollment> removed =
                active.stream().filter(one -> one.method() == method).findFirst();
        removed.ifPresent(one -> end(one, sessionId, false, active.size() == 1, clock.instant()));
        if (removed.isPresent() && active.size() == 1) {
            sessions.endOthers(userId, sessionId, "factor-removed");
        }
        return removed.isPresent();
    }

    private void end(Enrollment one, @Nullable UUID sessionId, boolean replaced, boolean last, Instant now) {
        rows.remove(one.id(), now);
        events.publishEvent(new FactorRemoved(one.userId(), sessionId, one.id(), one.method(), replaced, last));
    }

    /** What the person has, the app first. */
    public List<Enrollment> active(UUID userId) {
        return rows.active(userId);
    }

    /** What the person has of one method. */
    public Optional<Enrollment> active(UUID userId, FactorMethod method) {
        return rows.active(userId).stream()
                .filter(one -> one.method() == method)
                .findFirst();
    }

    /** A code of this factor was accepted. */
    @Transactional
    public void used(UUID enrollmentId) {
        rows.used(enrollmentId, clock.instant());
    }

    /**
     * Active factors of many people at once, from the import file.
     *
     * @return the id of each person's new enrolment, for the secret or number that belongs to it
     */
    @Transactional
    public Map<UUID, UUID> addActive(Collection<UUID> userIds, FactorMethod method) {
        return add(userIds, method, clock.instant());
    }

    /** As {@link #addActive}, but not to be used until their owners prove them: imported, unverified numbers. */
    @Transactional
    public Map<UUID, UUID> addUnproven(Collection<UUID> userIds, FactorMethod method) {
        return add(userIds, method, null);
    }

    private Map<UUID, UUID> add(Collection<UUID> userIds, FactorMethod method, @Nullable Instant confirmedAt) {
        Instant now = clock.instant();
        List<Enrollment> added = userIds.stream()
                .map(user -> new Enrollment(UUID.randomUUID(), user, method, now, confirmedAt, null))
                .toList();
        rows.insertImported(added);
        return added.stream().collect(Collectors.toMap(Enrollment::userId, Enrollment::id));
    }
}
