package org.vestibule.enrollment.spi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;

/**
 * A method of second factor. Sign-in knows methods only by this interface. The limit on wrong codes over all methods
 * (TOTP-07) is kept by sign-in around {@link #verify}; a method keeps single use and its own expiry.
 */
public interface SecondFactor {

    FactorMethod method();

    /** Whether the administrator's settings let people use it at sign-in. */
    boolean allowed(SecuritySettings settings);

    /** Whether this person has it: an active enrolment, or recovery codes left. */
    boolean usable(FactorRequest request);

    /** What the page shows for it; reads only. */
    FactorPrompt prompt(FactorRequest request);

    /**
     * Sends a code where the method sends any. Called on POST only, outside any transaction; limits on sending are the
     * method's own (SMS-08, SMS-09).
     */
    default FactorSending send(FactorRequest request) {
        return FactorSending.NOTHING_TO_SEND;
    }

    /** What the chooser offers: one line, or one for each phone. Reads only. */
    default List<FactorOption> options(FactorRequest request) {
        return List.of(new FactorOption(null, prompt(request)));
    }

    /**
     * The same as {@link #send(FactorRequest)}, to one of several phones.
     *
     * @param enrollmentId as in {@link #options}; one that is not this person's counts as none
     */
    default FactorSending send(FactorRequest request, @Nullable UUID enrollmentId) {
        return send(request);
    }

    /**
     * Checks six normalised digits (a recovery code: what was typed), inside the caller's transaction, and uses the code
     * up when it is right: one conditional UPDATE decides (TOTP-06, SMS-06, MFA-14).
     */
    FactorVerification verify(FactorRequest request, String code);

    /** {@link #verify}, with which enrolment it was, and what a wrong code tells its owner, where the method knows that. */
    default FactorCheck check(FactorRequest request, String code) {
        return new FactorCheck(verify(request, code), 0);
    }

    /** The path of a page that its owner should see right after a sign-in, before going on; empty where there is none. */
    default Optional<String> reminder(FactorRequest request) {
        return Optional.empty();
    }

    /** Called after a completed second factor, whatever the method, in the same transaction. */
    default void completed(FactorRequest request) {}
}
