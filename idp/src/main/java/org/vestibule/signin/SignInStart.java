package org.vestibule.signin;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.Visitor;
import org.vestibule.user.User;

/** What follows a right password: a session, and the text message where that is the preferred second factor. */
@Component
class SignInStart {

    private final SessionOpening opening;
    private final Enrollments enrollments;
    private final SignInPolicy policy;
    private final FactorChoices choices;
    private final TransactionOperations transaction;

    SignInStart(
            SessionOpening opening,
            Enrollments enrollments,
            SignInPolicy policy,
            FactorChoices choices,
            TransactionOperations transaction) {
        this.opening = opening;
        this.enrollments = enrollments;
        this.policy = policy;
        this.choices = choices;
        this.transaction = transaction;
    }

    /**
     * Starts a session, or proves the password again in the same person's running one, whose second factor is dropped then.
     *
     * @param current who this browser is signed in as
     * @param trust the cookie of a trusted browser that may stand in for the second factor, null where it may not
     */
    Started start(
            User user,
            @Nullable IdpUser current,
            Visitor visitor,
            @Nullable String trust,
            HttpServletResponse response) {
        Set<FactorMethod> methods =
                enrollments.active(user.id()).stream().map(Enrollment::method).collect(Collectors.toSet());
        boolean enrolled = !methods.isEmpty();
        boolean owed = policy.owesMoreThanPassword(user, enrolled);
        boolean reminded = !enrolled && !owed && policy.mayPutOffUntil(user).isPresent();
        String standIn = enrolled ? trust : null;
        Started started = transaction.<Started>execute(status -> {
            SessionOpening.Opened opened = opening.open(user, owed, current, visitor, standIn, response);
            return new Started(opened.sessionId(), opened.owed(), reminded);
        });
        if (started.secondFactorOwed()) {
            choices.sendFirst(
                    user,
                    methods,
                    new FactorRequest(user.id(), started.sessionId(), purpose(current, started), visitor.sourceIp()));
        }
        return started;
    }

    /** Whose session is still there on a shared computer, idle or not. */
    Optional<IdpUser> left(HttpServletRequest request) {
        return opening.left(request);
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
