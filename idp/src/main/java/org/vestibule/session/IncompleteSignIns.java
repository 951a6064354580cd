package org.vestibule.session;

import java.time.Clock;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.event.EndsGrants;

/** A sign-in that is under way ends when the person's password or factors change: it was begun with other ones (MFA-06). */
@Component
class IncompleteSignIns {

    private final SessionStore store;
    private final Clock clock;

    IncompleteSignIns(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @EventListener
    void on(EndsGrants event) {
        UUID userId = event.userId();
        if (userId != null) {
            store.endIncomplete(userId, event.sessionId(), event.event(), clock.instant());
        }
    }
}
