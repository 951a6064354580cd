package org.vestibule.signin;

import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;
import org.vestibule.session.SignInSessions;
import org.vestibule.session.Visitor;
import org.vestibule.trust.TrustedBrowsers;
import org.vestibule.user.User;

/** Opens the session of somebody whose password was right, in the caller's transaction. */
@Component
class SessionOpening {

    private final SignInSessions sessions;
    private final TrustedBrowsers trusted;
    private final SignInEvents events;

    SessionOpening(SignInSessions sessions, TrustedBrowsers trusted, SignInEvents events) {
        this.sessions = sessions;
        this.trusted = trusted;
        this.events = events;
    }

    /**
     * A new session, or the same person's running one, whose second factor is dropped then and owed whatever is trusted.
     *
     * @param owed whether the person is asked for a second factor
     * @param trust the cookie of a trusted browser that may stand in for it, null where it may not
     */
    Opened open(
            User user,
            boolean owed,
            @Nullable IdpUser current,
            Visitor visitor,
            @Nullable String trust,
            HttpServletResponse response) {
        SignInSession former = current == null ? null : current.session();
        boolean same = former != null && former.userId().equals(user.id()) && former.complete();
        if (former != null && same && sessions.provePassword(former.id(), false, response)) {
            events.passwordAccepted(user.id(), former.id());
            return new Opened(former.id(), owed);
        }
        Optional<UUID> standIn = owed && trust != null ? standIn(user, trust, visitor, response) : Optional.empty();
        boolean complete = !owed || standIn.isPresent();
        UUID sessionId = sessions.start(user, complete, standIn.orElse(null), former, visitor, response)
                .id();
        events.passwordAccepted(user.id(), sessionId);
        standIn.ifPresent(id -> trusted.used(user, sessionId));
        return new Opened(sessionId, !complete);
    }

    Optional<IdpUser> left(HttpServletRequest request) {
        return sessions.left(request);
    }

    /** Behind the lock that every change of factors takes first, so that none slips in between. */
    private Optional<UUID> standIn(User user, String trust, Visitor visitor, HttpServletResponse response) {
        sessions.lockPerson(user.id());
        return trusted.use(user, trust, visitor, response);
    }

    /**
     * A session.
     *
     * @param owed whether it waits for a second factor
     */
    record Opened(UUID sessionId, boolean owed) {}
}
