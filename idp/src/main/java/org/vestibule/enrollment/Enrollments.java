package org.vestibule.enrollment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    /** How many of one method a person may have; the database knows it too. */
    public static final int MOST = 5;
    /** Codes that may be tried in one set-up. */
    public static final int CODES = 5;

    private final EnrollmentRows rows;
    private final SetUpPermission permission;
    private final FactorNames names;
    private final SignInSessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Enrollments(
            EnrollmentRows rows,
            SetUpPermission permission,
            FactorNames names,
            SignInSessions sessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.permission = permission;
        this.names = names;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /** Opens a set-up of what is to be the only one of its method. */
    @Transactional
    public Enrollment open(UUID userId, FactorMethod method, UUID sessionId, @Nullable String sourceIp) {
        return open(userId, method, Place.ONLY, sessionId, sourceIp);
    }

    /** Opens a set-up; a former one of the same session and method is void. */
    @Transactional
    public Enrollment open(UUID userId, FactorMethod method, Place place, UUID sessionId, @Nullable String sourceIp) {
        Instant now = clock.instant();
        rows.lockUser(userId);
        rows.deletePending(sessionId, method);
        Enrollment pending = new Enrollment(UUID.randomUUID(), userId, method, now, null, null, null, 1);
        rows.insertPending(pending, place, sessionId, now.plus(PENDING), sourceIp);
        return pending;
    }

    /**
     * Where a set-up page may put what it sets up.
     *
     * @param further whether it was asked to add one
     * @param replaces id of the one that it was asked to replace, null for none in particular
     * @return empty when that one is not there, when there are as many as there may be, or when it has to be said which
     */
    public Optional<Place> place(UUID userId, FactorMethod method, boolean further, @Nullable String replaces) {
        List<Enrollment> same = all(userId, method);
        if (same.isEmpty()) {
            return Optional.of(Place.ONLY);
        }
        if (further) {
            return same.size() < MOST ? Optional.of(Place.FURTHER) : Optional.empty();
        }
        List<Enrollment> meant = same.stream()
                .filter(one -> replaces == null || one.id().toString().equals(replaces))
                .toList();
        return meant.size() == 1 ? Optional.of(Place.of(meant.get(0).id())) : Optional.empty();
    }

    /** Where the set-up's factor is going to be. */
    public Place place(Enrollment pending) {
        return rows.place(pending.id());
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
     * The set-up's code was right: its factor is active from now on, at the place that it was opened for. The person is
     * locked, so that what is checked here still holds at the end (MFA-10, TOTP-10).
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
        if (pending.isEmpty() || !permission.given(session, former)) {
            return Activation.REFUSED;
        }
        FactorMethod method = pending.get().method();
        List<Enrollment> same =
                former.stream().filter(older -> older.method() == method).toList();
        Place place = rows.place(pendingId);
        List<Enrollment> leaving = place.leaving(same);
        if (leaving.size() > 1) {
            // opened when there was none, and by now there are several: which of them it should replace nobody said
            return Activation.REFUSED;
        }
        int number = number(same, leaving);
        if (number > MOST) {
            return Activation.FULL;
        }
        leaving.forEach(older -> end(older, session.id(), true, false, now));
        if (!leaving.isEmpty()) {
            // what the replaced one proved elsewhere is worth nothing any more
            sessions.endOthers(session.userId(), session.id(), "factor-replaced");
        }
        rows.deleteUnproven(session.userId(), method);
        String label = leaving.isEmpty() ? null : leaving.get(0).label();
        rows.activate(pendingId, number, label, now);
        permission.used(session.userId());
        events.publishEvent(new FactorEnrolled(
                session.userId(),
                session.id(),
                pendingId,
                method,
                former.isEmpty(),
                !leaving.isEmpty(),
                names.of(pendingId, label, number)));
        return former.isEmpty() ? Activation.FIRST : Activation.FURTHER;
    }

    /** The number of the one that gives way, else the lowest that is free. */
    private static int number(List<Enrollment> same, List<Enrollment> leaving) {
        if (!leaving.isEmpty()) {
            return leaving.get(0).number();
        }
        return IntStream.rangeClosed(1, MOST)
                .filter(free -> same.stream().noneMatch(one -> one.number() == free))
                .findFirst()
                .orElse(MOST + 1);
    }

    /**
     * Takes all active factors of a method away. With the last one every other session of the person ends too (TOTP-15).
     *
     * @param sessionId the session that does it and stays; null where an administrator or the operator does
     * @return false when the person has none
     */
    @Transactional
    public boolean remove(UUID userId, FactorMethod method, @Nullable UUID sessionId) {
        return remove(userId, one -> one.method() == method, sessionId);
    }

    /** The same for one of them, whatever others of its method the person has. */
    @Transactional
    public boolean remove(UUID userId, UUID enrollmentId, @Nullable UUID sessionId) {
        return remove(userId, one -> one.id().equals(enrollmentId), sessionId);
    }

    private boolean remove(UUID userId, Predicate<Enrollment> which, @Nullable UUID sessionId) {
        rows.lockUser(userId);
        List<Enrollment> active = rows.active(userId);
        List<Enrollment> leaving = active.stream().filter(which).toList();
        boolean none = leaving.size() == active.size();
        leaving.forEach(one ->
                end(one, sessionId, false, none && one.equals(leaving.get(leaving.size() - 1)), clock.instant()));
        if (none && !leaving.isEmpty()) {
            sessions.endOthers(userId, sessionId, "factor-removed");
        }
        return !leaving.isEmpty();
    }

    /**
     * Gives a factor another name.
     *
     * @return false when the person does not have it any more
     */
    @Transactional
    public boolean rename(UUID userId, UUID enrollmentId, FactorLabel label, UUID sessionId) {
        rows.lockUser(userId);
        Optional<Enrollment> renamed = rows.active(userId).stream()
                .filter(one -> one.id().equals(enrollmentId))
                .filter(one -> rows.rename(userId, one.id(), label.text()))
                .findFirst();
        renamed.ifPresent(one -> events.publishEvent(new FactorRenamed(
                userId, sessionId, enrollmentId, one.method(), names.of(one.id(), label.text(), one.number()))));
        return renamed.isPresent();
    }

    /** Takes everything away: factors, set-ups under way, recovery codes with the last factor, and every session (MFA-17). */
    @Transactional
    public void removeAll(UUID userId) {
        rows.lockUser(userId);
        Instant now = clock.instant();
        List<Enrollment> active = rows.active(userId);
        for (int i = 0; i < active.size(); i++) {
            end(active.get(i), null, false, i == active.size() - 1, now);
        }
        rows.deleteAllPending(userId);
        sessions.endOthers(userId, null, "factors-reset");
    }

    private void end(Enrollment one, @Nullable UUID sessionId, boolean replaced, boolean last, Instant now) {
        rows.remove(one.id(), now);
        sessions.loseFactor(one.userId(), one.id());
        Map<String, Object> which = names.of(one.id(), one.label(), one.number());
        events.publishEvent(new FactorRemoved(one.userId(), sessionId, one.id(), one.method(), replaced, last, which));
    }

    /** What the person has, the app first. */
    public List<Enrollment> active(UUID userId) {
        return rows.active(userId);
    }

    /** The person's first one of a method. */
    public Optional<Enrollment> active(UUID userId, FactorMethod method) {
        return all(userId, method).stream().findFirst();
    }

    /** What the person has of one method. */
    public List<Enrollment> all(UUID userId, FactorMethod method) {
        return rows.active(userId).stream()
                .filter(one -> one.method() == method)
                .toList();
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
                .map(user -> new Enrollment(UUID.randomUUID(), user, method, now, confirmedAt, null, null, 1))
                .toList();
        rows.insertImported(added);
        return added.stream().collect(Collectors.toMap(Enrollment::userId, Enrollment::id));
    }
}
