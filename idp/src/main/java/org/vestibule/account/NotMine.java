package org.vestibule.account;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.maillink.PasswordResets;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;

/**
 * What follows when somebody else was in the account. Whoever got in is out; the owner is not locked out: password and factors
 * stay as they are until the owner has chosen a new password, so that a thief who presses the button gains nothing either.
 */
@Component
class NotMine {

    private final SignInSessions sessions;
    private final PasswordResets resets;
    private final ApplicationEventPublisher events;

    NotMine(SignInSessions sessions, PasswordResets resets, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.resets = resets;
        this.events = events;
    }

    boolean byMail(IdpUser user) {
        return resets.possible(user.user());
    }

    /**
     * Ends what outlives sessions, and, where a link to a new password reaches the person, every session with this one.
     * Elsewhere this browser is the only way to a new password, and the change ends the other sessions (PWD-09).
     *
     * @return whether a link is on its way
     */
    @Transactional
    boolean report(IdpUser user, HttpServletResponse response) {
        boolean mailed = resets.send(user.user());
        events.publishEvent(new AccountNotMine(user.id(), user.session().id(), mailed));
        if (mailed) {
            sessions.signOut(user, response);
            sessions.endOthers(user.id(), null, "not-mine");
        }
        return mailed;
    }
}
