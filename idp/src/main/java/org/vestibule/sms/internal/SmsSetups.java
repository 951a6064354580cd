package org.vestibule.sms.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.enrollment.Activation;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.Place;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.sms.PhoneNumber;

/** Setting up text messages: a number, a code sent there, and that code (SMS-12). The former number stays until then. */
@Component
class SmsSetups {

    /** How many people may use one number. */
    private static final int PEOPLE_PER_NUMBER = 3;

    private final Enrollments enrollments;
    private final Phones phones;
    private final SmsCodes codes;
    private final CodeGateway gateway;
    private final SignInSessions sessions;
    private final TransactionOperations transaction;

    SmsSetups(
            Enrollments enrollments,
            Phones phones,
            SmsCodes codes,
            CodeGateway gateway,
            SignInSessions sessions,
            TransactionOperations transaction) {
        this.enrollments = enrollments;
        this.phones = phones;
        this.codes = codes;
        this.gateway = gateway;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /** What came of a confirmation code. */
    enum Outcome {
        /** Active, and the person's first factor. */
        FIRST,
        /** Active, beside another or in place of an older number. */
        FURTHER,
        WRONG_CODE,
        /** Wrong, and more than one code was sent. */
        WRONG_CODE_AFTER_RESEND,
        EXPIRED_CODE,
        /** The number is proven, but too many people use it. */
        SHARED_NUMBER,
        /** Over: too late, too many wrong codes, or another set-up was opened since. */
        OVER,
        /** The person has as many phones as one may have. */
        FULL
    }

    /**
     * A set-up that waits for its code.
     *
     * @param sent whether its newest code went out and is still good
     */
    record Running(Enrollment enrollment, PhoneNumber number, boolean sent) {}

    /** For somebody who has no phone yet. */
    CodeSending open(IdpUser user, PhoneNumber number, @Nullable String sourceIp) {
        return open(user, number, Place.ONLY, sourceIp);
    }

    /** Sends a code to a number; a former set-up of this session ends only when a code goes out to another number. */
    CodeSending open(IdpUser user, PhoneNumber number, Place place, @Nullable String sourceIp) {
        UUID session = user.session().id();
        CodeSending sending = codes.send(
                request(user, number, sourceIp),
                () -> phones.add(
                        enrollments
                                .open(user.id(), FactorMethod.SMS, place, session, sourceIp)
                                .id(),
                        number));
        // a double click, or the same number again: the code that is on its way is the one to wait for
        boolean onItsWay = sending == CodeSending.COOLING_DOWN
                && running(user).filter(Running::sent).map(Running::number).equals(Optional.of(number));
        return onItsWay ? CodeSending.SENT : sending;
    }

    /** Sends a new code to the number of the running set-up; its tries stay as they are (SMS-07). */
    CodeSending resend(IdpUser user, Running running, @Nullable String sourceIp) {
        return codes.send(request(user, running.number(), sourceIp));
    }

    /** The set-up that this session may still confirm. */
    Optional<Running> running(IdpUser user) {
        return enrollments.pending(user.session().id(), FactorMethod.SMS).map(pending -> {
            PhoneNumber number = phones.number(pending.id()).orElseThrow();
            return new Running(
                    pending, number, codes.sentAt(request(user, number, null)).isPresent());
        });
    }

    /** The number to begin with: the one just typed, else the one that was imported for this person. */
    Optional<PhoneNumber> suggestion(IdpUser user) {
        return running(user).map(Running::number).or(() -> phones.unproven(user.id()));
    }

    /** As {@link Enrollments#place}, for phones. */
    Optional<Place> place(IdpUser user, boolean further, @Nullable String replaces) {
        return enrollments.place(
                user.id(), FactorMethod.SMS, further, replaces == null || replaces.isEmpty() ? null : replaces);
    }

    /** What the address of the running set-up has behind its path. */
    String query(Running running) {
        return enrollments.place(running.enrollment()).query();
    }

    /** Whether the number belongs to a phone of this person that stays. */
    boolean has(IdpUser user, PhoneNumber number, Place place) {
        return phones.all(user.id()).stream()
                .anyMatch(phone ->
                        phone.number().equals(number) && !phone.enrollmentId().equals(place.replaces()));
    }

    /** The number that the new one takes the place of. */
    Optional<PhoneNumber> replaced(IdpUser user, Place place) {
        return phones.all(user.id()).stream()
                .filter(phone -> phone.enrollmentId().equals(place.replaces()))
                .map(Phones.Active::number)
                .findFirst();
    }

    /** The number in use now. */
    Optional<PhoneNumber> active(IdpUser user) {
        return phones.active(user.id()).map(Phones.Active::number);
    }

    /** Seconds until a new code may be asked for, 0: now. */
    long waitSeconds(IdpUser user) {
        return codes.waitSeconds(user.id());
    }

    /**
     * Checks the code. When it is right, the use of the code, the factor and the session's proof are one change: all of
     * them happen or none (SMS-06, TOTP-10).
     *
     * @param digits six digits
     */
    Outcome confirm(IdpUser user, String digits, HttpServletResponse response) {
        List<Phones.Active> former = phones.all(user.id());
        Confirmation confirmation = transaction.execute(status -> confirm(user, digits, response, status));
        boolean changed = confirmation.outcome() == Outcome.FIRST || confirmation.outcome() == Outcome.FURTHER;
        if (changed) {
            List<Phones.Active> present = phones.all(user.id());
            former.stream()
                    .filter(phone -> !present.contains(phone) && !phone.number().equals(confirmation.number()))
                    .forEach(phone -> gateway.sendReplaced(user.id(), phone.number()));
        }
        return confirmation.outcome();
    }

    private record Confirmation(Outcome outcome, @Nullable PhoneNumber number) {}

    private Confirmation confirm(IdpUser user, String digits, HttpServletResponse response, TransactionStatus status) {
        Optional<Running> running = running(user);
        if (running.isEmpty() || !enrollments.reserveCode(running.get().enrollment())) {
            return new Confirmation(Outcome.OVER, null);
        }
        PhoneNumber number = running.get().number();
        Outcome outcome = switch (codes.verify(request(user, number, null), digits)) {
            case ACCEPTED -> activate(user, running.get(), response, status);
            case WRONG_CODE -> wrong(user, Outcome.WRONG_CODE);
            case WRONG_CODE_AFTER_RESEND -> wrong(user, Outcome.WRONG_CODE_AFTER_RESEND);
            case USED_CODE, EXPIRED_CODE -> Outcome.EXPIRED_CODE;
        };
        return new Confirmation(outcome, number);
    }

    private Outcome wrong(IdpUser user, Outcome outcome) {
        return running(user).isPresent() ? outcome : Outcome.OVER;
    }

    private Outcome activate(IdpUser user, Running running, HttpServletResponse response, TransactionStatus status) {
        // only now: before the code was entered this would tell strangers who uses a number (PWD-13)
        if (phones.othersWith(running.number(), user.id()) >= PEOPLE_PER_NUMBER) {
            return Outcome.SHARED_NUMBER;
        }
        Activation activation = enrollments.activate(running.enrollment().id(), user.session());
        boolean active = activation == Activation.FIRST || activation == Activation.FURTHER;
        if (!active
                || !sessions.proveFactor(
                        user.session().id(),
                        FactorMethod.SMS,
                        running.enrollment().id(),
                        response)) {
            status.setRollbackOnly();
            return activation == Activation.FULL ? Outcome.FULL : Outcome.OVER;
        }
        codes.completed(user.id());
        return activation == Activation.FIRST ? Outcome.FIRST : Outcome.FURTHER;
    }

    private static CodeRequest request(IdpUser user, PhoneNumber number, @Nullable String sourceIp) {
        return new CodeRequest(user.id(), user.session().id(), CodePurpose.SET_UP, number, sourceIp);
    }
}
