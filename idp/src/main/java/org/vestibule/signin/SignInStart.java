package org.vestibule.signin;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;
import org.vestibule.session.SignInSessions;
import org.vestibule.user.User;
import org.vestibule.web.ClientAddress;

/** What follows a right password: a session, and the text message where that is the preferred second factor. */
@Component
class SignInStart {

    private final SignInSessions sessions;
    private final Enrollments enrollments;
    private final SignInPolicy policy;
    private final List<SecondFactor> factors;
    private final SignInEvents events;
    private final ClientAddress addresses;
    private final TransactionOperations transaction;

    SignInStart(
            SignInSessions sessions,
            Enrollments enrollments,
            SignInPolicy policy,
            List<SecondFactor> factors,
            SignInEvents events,
            ClientAddress addresses,
            TransactionOperations transaction) {
        this.sessions = sessions;
        this.enrollments = enrollments;
        this.policy = policy;
        this.factors = factors;
        this.events = events;
        this.addresses = addresses;
        this.transaction = transaction;
    }

    /**
     * Starts a session, or proves the password again in the same person's running one, whose second factor is dropped then.
     *
     * @param current who this browser is signed in as
     */
    Started start(
            User user,
            @Nullable IdpUser current,
            Optional<ReturnTo> returnTo,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean owed = policy.asksAtSignIn(!enrollments.active(user.id()).isEmpty());
        String sourceIp = addresses.of(request);
        Started started = transaction.<Started>execute(status -> {
            SignInSession former = former(current);
            boolean same = former != null && former.userId().equals(user.id()) && former.complete();
            UUID sessionId = former != null && same && sessions.provePassword(former.id(), false, response)
                    ? former.id()
                    : sessions.start(user, !owed, former, sourceIp, response).id();
            events.passwordAccepted(user.id(), sessionId);
            return new Started(sessionId, owed);
        });
        if (owed) {
            send(user, new FactorRequest(user.id(), started.sessionId(), purpose(current, started), sourceIp));
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

    // outside of the transaction: a gateway that hangs must not hold a connection (SMS-15)
    private void send(User user, FactorRequest request) {
        factors.stream()
                .filter(factor -> factor.allowed(policy.settings()) && factor.usable(request))
                .filter(factor -> factor.method().id().equals(user.preferredMethod()))
                .findFirst()
                .ifPresent(factor -> factor.send(request));
    }

    record Started(UUID sessionId, boolean secondFactorOwed) {}
}
