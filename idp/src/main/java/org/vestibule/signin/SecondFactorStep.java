package org.vestibule.signin;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.enrollment.spi.FactorCheck;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.throttle.StreakRule;
import org.vestibule.throttle.Streaks;
import org.vestibule.trust.TrustedBrowsers;

/**
 * The second factor, in one transaction: count the attempt at the session and at the account, then look at the code, then
 * complete the session. The rows stay locked from the first count on, so of simultaneous guesses none is looked at beyond
 * the limit, and of simultaneous right ones one wins (TOTP-06 to TOTP-08).
 */
@Component
class SecondFactorStep {

    private static final int TURNS = 256;

    private final SignInSessions sessions;
    private final Streaks streaks;
    private final List<SecondFactor> factors;
    private final SetUpStep setUp;
    private final SignInEvents events;
    private final TrustedBrowsers trusted;
    private final TransactionOperations transaction;
    private final Lock[] turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toArray(Lock[]::new);

    SecondFactorStep(
            SignInSessions sessions,
            Streaks streaks,
            List<SecondFactor> factors,
            SetUpStep setUp,
            SignInEvents events,
            TrustedBrowsers trusted,
            TransactionOperations transaction) {
        this.sessions = sessions;
        this.streaks = streaks;
        this.factors = factors;
        this.setUp = setUp;
        this.events = events;
        this.trusted = trusted;
        this.transaction = transaction;
    }

    /**
     * @param code already found to be well formed
     * @param trusting the request of a browser that is trusted from now on, if the code is right; null: it is not
     */
    FactorOutcome verify(
            IdpUser user,
            SecondFactor factor,
            FactorRequest request,
            String code,
            @Nullable HttpServletRequest trusting,
            HttpServletResponse response) {
        // the database decides; waiting here instead of there keeps its connections free when one account is attacked
        Lock turn = turns[Math.floorMod(user.id().hashCode(), turns.length)];
        turn.lock();
        try {
            return inTurn(user, factor, request, code, trusting, response);
        } finally {
            turn.unlock();
        }
    }

    private FactorOutcome inTurn(
            IdpUser user,
            SecondFactor factor,
            FactorRequest request,
            String code,
            @Nullable HttpServletRequest trusting,
            HttpServletResponse response) {
        return transaction.<FactorOutcome>execute(status -> {
            String account = user.id().toString();
            sessions.lockPerson(user.id());
            if (!sessions.reserveCode(user.session().id())) {
                return new FactorOutcome.ChallengeOver();
            }
            if (!streaks.reserve(StreakRule.SECOND_FACTOR, account)) {
                events.throttled(user.user(), "second-factor");
                return new FactorOutcome.Paused(
                        streaks.paused(StreakRule.SECOND_FACTOR, account).orElse(Streaks.UNTIL_HELP));
            }
            FactorCheck check = factor.check(request, code);
            return check.verification() == FactorVerification.ACCEPTED
                    ? accept(user, factor, check, request, trusting, response)
                    : refuse(user, factor, check);
        });
    }

    private FactorOutcome accept(
            IdpUser user,
            SecondFactor factor,
            FactorCheck check,
            FactorRequest request,
            @Nullable HttpServletRequest trusting,
            HttpServletResponse response) {
        if (factor.method().isGivenCode()) {
            return acceptGivenCode(user, factor.method(), response);
        }
        if (!sessions.proveFactor(user.session().id(), factor.method(), check.enrollmentId(), response)) {
            throw new IllegalStateException("a session whose code was just counted cannot be over");
        }
        streaks.clear(StreakRule.SECOND_FACTOR, user.id().toString());
        factors.forEach(each -> each.completed(request));
        events.factorAccepted(user.id(), user.session().id(), factor.method());
        if (trusting != null) {
            trusted.trust(user, trusting, response);
        }
        return new FactorOutcome.Accepted();
    }

    /** No second factor was proven, so nothing of what follows one. */
    private FactorOutcome acceptGivenCode(IdpUser user, FactorMethod method, HttpServletResponse response) {
        UUID session = user.session().id();
        boolean alive = switch (method) {
            case SET_UP_CODE -> setUp.open(user, response);
            case SET_UP_MAIL -> setUp.confirm(user, response);
            // a mail box is no second factor: the session is complete by the password alone (MFA-09)
            default -> sessions.complete(session, response);
        };
        if (!alive) {
            throw new IllegalStateException("a session whose code was just counted cannot be over");
        }
        if (method != FactorMethod.SET_UP_CODE) {
            streaks.clear(StreakRule.SECOND_FACTOR, user.id().toString());
        }
        events.givenCodeAccepted(user.id(), session, method);
        return new FactorOutcome.Accepted();
    }

    private FactorOutcome refuse(IdpUser user, SecondFactor factor, FactorCheck check) {
        events.factorRejected(
                user.id(),
                user.session().id(),
                factor.method(),
                check.verification().name());
        int wrong = sessions.wrongCodes(user.session().id());
        if (wrong >= SignInSessions.CODES_PER_CHALLENGE) {
            sessions.end(user.session().id(), user.id(), "too-many-codes");
            return new FactorOutcome.ChallengeOver();
        }
        return new FactorOutcome.Refused(check.verification(), wrong, check.minutesBehind());
    }
}
