package org.vestibule.trust;

import java.util.Set;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.event.EndsGrants;
import org.vestibule.event.SecurityEvent;
import org.vestibule.settings.TrustedBrowserRulesChanged;

/**
 * With what it stands for a trust ends, in the transaction of the change: password, factors, account, sessions (MFA-12). With a
 * role it ends too, so that none comes back when the role goes.
 */
@Component
class TrustEnds {

    private static final Set<String> ENDS =
            Set.of("recovery-codes.used", "session.others-ended", "person.signed-out", "person.roles-changed");

    private final TrustedBrowsers trusted;

    TrustEnds(TrustedBrowsers trusted) {
        this.trusted = trusted;
    }

    @EventListener
    void on(SecurityEvent event) {
        UUID userId = event.userId();
        if (userId != null && (event instanceof EndsGrants || ENDS.contains(event.event()))) {
            trusted.removeAll(userId, event.actorId(), event.event());
        }
    }

    @EventListener
    void switchedOff(TrustedBrowserRulesChanged changed) {
        if (changed.off()) {
            trusted.removeEverybodys(changed.actorId());
        }
    }
}
