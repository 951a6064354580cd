package org.vestibule.session;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.user.PasswordChanged;

/** With the old password every session that it opened ends, in the transaction of the change (PWD-09). */
@Component
class PasswordChangeListener {

    private final SignInSessions sessions;

    PasswordChangeListener(SignInSessions sessions) {
        this.sessions = sessions;
    }

    @EventListener
    void endOthers(PasswordChanged changed) {
        sessions.endOthers(changed.userId(), changed.sessionId(), "password-changed");
    }
}
