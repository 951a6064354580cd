package org.vestibule.signin;

import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;
import org.vestibule.session.SignInSessions;
import org.vestibule.session.Visitor;
import org.vestibule.user.User;

/** What follows a right password: a session, and the text message where that is the preferred second factor. */
@Component
class SignInStart {

    private final SignInSessions sessions;
    private final Enrollments enrollments;
    private final SignInPolicy policy;
    private final FactorChoices choices;
    private final SignInEvents events;
    private final TransactionOperations transaction;

    SignInStart(
            SignInSessions sessions,
            Enrollments enrollments,
            SignInPolicy policy,
            FactorChoices choices,
            SignInEvents events,
            TransactionOperations transaction) {
        this.sessions = sessions;
        this.enrollments = enrollments;
        this.policy = policy;
        this.choices = choices;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Starts a session, or proves the password again in the same person's running one, whose second factor is dropped then.
     *
     * @param current who this browser is signed in as
     */
    Started start(User user, @Nullable IdpUser current, Visitor visitor, HttpServletResponse response) {
        boolean enrolled = !enrollments.active(user.id()).isEmpty();
        boolean owed = policy.owesMoreThanPassword(user, enrolled);
        boolean reminded = !enrolled && !owed && policy.mayPutOffUntil(user).isPresent();
        Started started = transaction.<Started>execute(status -> {
            SignInSession former = former(current);
            boolean same = former != null && former.userId().equals(user.id()) && former.complete();
            UUID sessionId = former != null && same && sessions.provePassword(former.id(), false, response)
                    ? former.id()
                    : sessions.start(user, !owed, former, visitor, response).id();
            events.passwordAccepted(user.id(), sessionId);
            return new Started(sessionId, owed, reminded);
        });
        if (owed && enrolled) {
            choices.sendFirst(
                    user,
                    new FactorRequest(user.id(), started.sessionId(), purpose(current, started), visitor.sourceIp()));
        }
        return started;
    }

    private static @Nullable SignInSession former(@Nullable IdpUser current) {
        return current == null ? null : current.session();
    }

    private static FactorRequest.Purpose purpose(@Nullable IdpUser current, Started started) {
        return current != null && current.session().id().equals(started.sessionId())
                ? FactorRequest.Purpose.STEP_UP
                : FactorRequest.Purpose.SIGN_IN;
    }

    /**
     * A session after the password.
     *
     * @param secondFactorOwed asked from a factor, or to be set up first
     * @param reminded whether the person may still put off what must be set up
     */
    record Started(UUID sessionId, boolean secondFactorOwed, boolean reminded) {}
}
