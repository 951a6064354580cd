package org.vestibule.session;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.user.AccountDisabled;
import org.vestibule.user.PasswordChanged;

/**
 * With the old password every session that it opened ends (PWD-09), and with the account every session; in the transaction of
 * the change.
 */
@Component
class AccountChangeListener {

    private final SignInSessions sessions;

    AccountChangeListener(SignInSessions sessions) {
        this.sessions = sessions;
    }

    /** MFA-07. */
    @EventListener
    void endAll(AccountDisabled disabled) {
        sessions.endOthers(disabled.userId(), null, "disabled");
    }

    @EventListener
    void endOthers(PasswordChanged changed) {
        sessions.endOthers(changed.userId(), changed.sessionId(), "password-changed");
    }
}
