package org.vestibule.grant;

import java.time.Clock;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.event.EndsGrants;

/**
 * Grants with offline_access outlive sessions, but not the password or the factors they were proven with (contract,
 * section 4). All others end with their session, which every look-up asks about.
 */
@Component
class GrantEnd {

    private final GrantStore store;
    private final Clock clock;

    GrantEnd(GrantStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @EventListener
    void on(EndsGrants event) {
        if (event.userId() != null) {
            store.revokeOffline(event.userId(), event.event(), clock.instant());
        }
    }
}
