package org.vestibule.signin;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;

/**
 * What a right set-up code opens: the set-up of a second factor, for ten minutes. Where none can be set up, the password was
 * enough before the reset too, and the code has shown once that it is the same person (MFA-17).
 */
@Component
class SetUpStep {

    private final SignInSessions sessions;
    private final SetUpCodes codes;
    private final SignInPolicy policy;

    SetUpStep(SignInSessions sessions, SetUpCodes codes, SignInPolicy policy) {
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
}
