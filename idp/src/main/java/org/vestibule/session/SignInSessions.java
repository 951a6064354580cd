package org.vestibule.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.user.User;

/**
 * Starts, advances and ends sessions. Each step gives the browser a new cookie and makes the old one worthless (MFA-04);
 * the row's id, the {@code sid} of tokens, stays.
 */
@Component
public class SignInSessions {

    /** How long a session waits for its second factor. */
    public static final Duration INCOMPLETE = Duration.ofMinutes(10);
    /** Without use a session ends after this; on shared computers sooner. */
    public static final Duration IDLE = Duration.ofMinutes(60);
    /** A session ends after this, whatever happens in it. */
    public static final Duration ABSOLUTE = Duration.ofHours(12);
    /** Wrong codes after which a sign-in starts over (TOTP-07). */
    public static final int CODES_PER_CHALLENGE = 5;

    private final SessionStore store;
    private final SessionCookies cookies;
    private final SessionProperties properties;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SignInSessions(
            SessionStore store,
            SessionCookies cookies,
            SessionProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.cookies = cookies;
        this.properties = properties;
        this.clock = clock;
        this.events = events;
    }

    /** Who the request's cookie belongs to, read anew from the database. */
    @Transactional
    public Optional<IdpUser> find(HttpServletRequest request) {
        return cookies.session(request).flatMap(token -> store.find(token, clock.instant()));
    }

    /** Who used this shared computer last and did not sign out, though the session may be idle by now. */
    @Transactional(readOnly = true)
    public Optional<IdpUser> left(HttpServletRequest request) {
        return cookies.session(request).flatMap(token -> store.findLeft(token, clock.instant()));
    }

    /**
     * Ends the session of the request's cookie, if nobody has, and takes the cookie away.
     *
     * @param ended told of the session if it ended by this
     * @return the session, whatever its state was
     */
    @Transactional
    public Optional<SessionOfCookie> endOf(
            HttpServletRequest request, HttpServletResponse response, Consumer<SessionOfCookie> ended) {
        Optional<SessionOfCookie> session = cookies.session(request).flatMap(store::ofCookie);
        session.filter(found -> end(found.id(), found.userId(), "signed-out")).ifPresent(ended);
        cookies.clearSession(response);
        return session;
    }

    /**
     * The password was right: a new session takes the place of whatever this browser had (MFA-03).
     *
     * @param complete whether no second factor is owed
     * @param trustedBrowser the trust that stands in for the second factor, null where none does
     * @param former the session of this browser that ends with it
     * @return the new session's id
     */
    @Transactional
    public SignInSession start(
            User user,
            boolean complete,
            @Nullable UUID trustedBrowser,
            @Nullable SignInSession former,
            Visitor visitor,
            HttpServletResponse response) {
        Instant now = clock.instant();
        if (former != null) {
            end(former.id(), former.userId(), "superseded");
        }
        SignInSession session = new SignInSession(
                UUID.randomUUID(),
                user.id(),
                now,
                now.plus(complete ? ABSOLUTE : INCOMPLETE),
                now,
                null,
                null,
                complete,
                0,
                null,
                trustedBrowser != null,
                visitor.shared());
        String token = cookies.newValue();
        store.insert(session, trustedBrowser, token, visitor, visitor.shared() ? properties.sharedIdle() : IDLE);
        if (complete) {
            events.publishEvent(new SessionCompleted(session.id(), SessionCompleted.By.PASSWORD));
        }
        cookies.writeSession(response, token);
        return session;
    }

    /**
     * The password was proven again by the same person in a running session.
     *
     * @param keepFactor false where both factors are asked anew: the former second factor is dropped (OID-13)
     * @return false when the session has ended meanwhile
     */
    @Transactional
    public boolean provePassword(UUID sessionId, boolean keepFactor, HttpServletResponse response) {
        String token = cookies.newValue();
        boolean proven = store.passwordProven(sessionId, token, clock.instant(), keepFactor);
        if (proven) {
            cookies.writeSession(response, token);
        }
        return proven;
    }

    /**
     * A second factor was proven in this session: it is complete now.
     *
     * @param enrollmentId which of the person's it was, null for a recovery code
     * @return false when the session has ended meanwhile
     */
    @Transactional
    public boolean proveFactor(
            UUID sessionId, FactorMethod method, @Nullable UUID enrollmentId, HttpServletResponse response) {
        String token = cookies.newValue();
        boolean proven = store.factorProven(sessionId, method, enrollmentId, token, clock.instant(), ABSOLUTE);
        if (proven) {
            events.publishEvent(new SessionCompleted(sessionId, SessionCompleted.By.SECOND_FACTOR));
            cookies.writeSession(response, token);
        }
        return proven;
    }

    /**
     * A set-up code or a mailed one was given: for ten minutes this session may set a second factor up and nothing else (MFA-10).
     *
     * @return false when the session has ended meanwhile
     */
    @Transactional
    public boolean allowSetUp(UUID sessionId, HttpServletResponse response) {
        String token = cookies.newValue();
        Instant now = clock.instant();
        boolean allowed = store.setUpAllowed(sessionId, token, now, now.plus(INCOMPLETE));
        if (allowed) {
            cookies.writeSession(response, token);
        }
        return allowed;
    }

    /**
     * Nothing more is owed in this session than the password and the code that was given.
     *
     * @return false when the session has ended meanwhile
     */
    @Transactional
    public boolean complete(UUID sessionId, HttpServletResponse response) {
        String token = cookies.newValue();
        boolean completed = store.completed(sessionId, token, clock.instant(), ABSOLUTE);
        if (completed) {
            events.publishEvent(new SessionCompleted(sessionId, SessionCompleted.By.GIVEN_CODE));
            cookies.writeSession(response, token);
        }
        return completed;
    }

    /** Counts a code about to be looked at; false when this challenge has had its five or the session is over. */
    @Transactional
    public boolean reserveCode(UUID sessionId) {
        return store.reserveCode(sessionId, CODES_PER_CHALLENGE, clock.instant());
    }

    /** Codes counted in this challenge so far. */
    @Transactional
    public int wrongCodes(UUID sessionId) {
        return store.wrongCodes(sessionId);
    }

    /**
     * Notes which forced authorization request was answered, if the password and, where it is asked, the second factor were
     * given since it was made (OID-13).
     */
    @Transactional
    public void answered(UUID sessionId, String request, Instant madeAt, boolean withFactor) {
        store.answered(sessionId, request, madeAt, withFactor);
    }

    /** The answer has been used: it is good once. */
    @Transactional
    public void answerUsed(UUID sessionId) {
        store.answerUsed(sessionId);
    }

    /** Keeps changes of a person's factors away until the end of the caller's transaction. */
    @Transactional
    public void lockPerson(UUID userId) {
        store.lockPerson(userId);
    }

    /** The person has no second factor any more, so this session says nothing of one from now on (TOTP-15). */
    @Transactional
    public void forgetFactor(UUID sessionId) {
        store.forgetFactor(sessionId);
    }

    /** A factor is gone, and what it proved in sessions of its owner is worth nothing any more (TOTP-15). */
    @Transactional
    public void loseFactor(UUID userId, UUID enrollmentId) {
        store.loseFactor(userId, enrollmentId);
    }

    /** Whether the second factor of a session was this one. */
    @Transactional
    public boolean provenBy(UUID sessionId, UUID enrollmentId) {
        return store.provenBy(sessionId, enrollmentId);
    }

    /** Signs this browser out. */
    @Transactional
    public void signOut(IdpUser user, HttpServletResponse response) {
        end(user.session().id(), user.id(), "signed-out");
        cookies.clearSession(response);
    }

    /**
     * Ends one session.
     *
     * @return false where somebody has
     */
    @Transactional
    public boolean end(UUID sessionId, UUID userId, String reason) {
        boolean ended = store.end(sessionId, reason, clock.instant());
        if (ended) {
            events.publishEvent(new SessionEnded(userId, sessionId, reason));
        }
        return ended;
    }

    /**
     * Ends all sessions of a person but one.
     *
     * @param except the one that stays, null: none stays
     */
    @Transactional
    public void endOthers(UUID userId, @Nullable UUID except, String reason) {
        List<UUID> ended = store.endOthers(userId, except, reason, clock.instant());
        if (!ended.isEmpty()) {
            events.publishEvent(new OtherSessionsEnded(userId, except, reason, ended));
        }
    }
}
