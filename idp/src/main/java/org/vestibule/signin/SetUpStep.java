package org.vestibule.signin;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SetUpConfirmations;
import org.vestibule.session.SignInSessions;

/**
 * What a right set-up code opens, mailed by the sign-in or given by an administrator: the set-up of a second factor, for ten
 * minutes. Where none can be set up, the password was enough before the reset too, and the code has shown once that it is the
 * same person (MFA-17).
 */
@Component
class SetUpStep {

    private final SignInSessions sessions;
    private final SetUpConfirmations confirmations;
    private final SetUpCodes codes;
    private final SignInPolicy policy;

    SetUpStep(SignInSessions sessions, SetUpConfirmations confirmations, SetUpCodes codes, SignInPolicy policy) {
        this.confirmations = confirmations;
        this.sessions = sessions;
        this.codes = codes;
        this.policy = policy;
    }

    /** @return false when the session has ended meanwhile */
    boolean open(IdpUser user, HttpServletResponse response) {
        if (policy.canSetUp(user.user())) {
            return sessions.allowSetUp(user.session().id(), response);
        }
        codes.settle(user.id());
        return sessions.complete(user.session().id(), response);
    }

    /**
     * After a code that the sign-in mailed (MFA-10, MFA-11). Whoever wants a factor and need not have one keeps the session.
     *
     * @return false when the session has ended meanwhile
     */
    boolean confirm(IdpUser user, HttpServletResponse response) {
        return policy.due(user) == SignInPolicy.Due.NOTHING
                ? confirmations.note(user.session().id(), response)
                : sessions.allowSetUp(user.session().id(), response);
    }
}
