package org.vestibule.totp.internal;

import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.vestibule.enrollment.Activation;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.Place;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.web.IdpProperties;

/** Setting up an authenticator app: a fresh key, then one right code made with it. */
@Component
class TotpSetups {

    /** What came of a confirmation code. */
    enum Outcome {
        /** Active, and the person's first factor. */
        FIRST,
        /** Active, beside another or in place of an older app. */
        FURTHER,
        WRONG_CODE,
        /** Over: too late, too many wrong codes, or another set-up was opened since. */
        OVER,
        /** The person has as many apps as one may have. */
        FULL
    }

    private final Enrollments enrollments;
    private final TotpSecrets secrets;
    private final TotpVerifier verifier;
    private final SignInSessions sessions;
    private final String issuer;

    TotpSetups(
            Enrollments enrollments,
            TotpSecrets secrets,
            TotpVerifier verifier,
            SignInSessions sessions,
            IdpProperties properties) {
        this.enrollments = enrollments;
        this.secrets = secrets;
        this.verifier = verifier;
        this.sessions = sessions;
        this.issuer = OtpauthUri.checkedIssuer(properties.name());
    }

    /** For somebody who has no app yet. */
    @Transactional
    OpenedSetup open(IdpUser user, @Nullable String sourceIp) {
        return open(user, Place.ONLY, sourceIp);
    }

    /** Makes a fresh key; a former set-up of this session is void. */
    @Transactional
    OpenedSetup open(IdpUser user, Place place, @Nullable String sourceIp) {
        Enrollment pending = enrollments.open(
                user.id(), FactorMethod.TOTP, place, user.session().id(), sourceIp);
        TotpKey key = secrets.create(pending);
        return OpenedSetup.of(pending.id(), new OtpauthUri(issuer, user.user().username(), key));
    }

    /** As {@link Enrollments#place}, for apps. */
    Optional<Place> place(IdpUser user, boolean further, @Nullable String replaces) {
        return enrollments.place(user.id(), FactorMethod.TOTP, further, replaces);
    }

    /** What the address of the running set-up has behind its path. */
    String query(IdpUser user) {
        return enrollments
                .pending(user.session().id(), FactorMethod.TOTP)
                .map(pending -> enrollments.place(pending).query())
                .orElse("");
    }

    /** The set-up that this session may still confirm. */
    Optional<UUID> running(IdpUser user) {
        return enrollments.pending(user.session().id(), FactorMethod.TOTP).map(Enrollment::id);
    }

    /**
     * Checks the first code. When it is right, factor, time step and the session's proof are one change: all of them happen
     * or none (TOTP-06, TOTP-10).
     *
     * @param setup which set-up the form belongs to; another one than the session's newest is over
     * @param digits six digits
     */
    @Transactional
    Outcome confirm(IdpUser user, String setup, String digits, HttpServletResponse response) {
        UUID session = user.session().id();
        Optional<Enrollment> pending = enrollments
                .pending(session, FactorMethod.TOTP)
                .filter(opened -> opened.id().toString().equals(setup));
        if (pending.isEmpty() || !enrollments.reserveCode(pending.get())) {
            return Outcome.OVER;
        }
        if (verifier.verify(pending.get(), digits) != FactorVerification.ACCEPTED) {
            return running(user).isPresent() ? Outcome.WRONG_CODE : Outcome.OVER;
        }
        Activation activation = enrollments.activate(pending.get().id(), user.session());
        boolean active = activation == Activation.FIRST || activation == Activation.FURTHER;
        if (!active
                || !sessions.proveFactor(
                        session, FactorMethod.TOTP, pending.get().id(), response)) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return activation == Activation.FULL ? Outcome.FULL : Outcome.OVER;
        }
        return activation == Activation.FIRST ? Outcome.FIRST : Outcome.FURTHER;
    }
}
