package org.vestibule.grant;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;

/** What an application got by a person's consent ends with it, also what outlives sessions (contract, section 4). */
@Component
public class ConsentEnd {

    private final GrantStore store;
    private final Clock clock;

    ConsentEnd(GrantStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public void end(UUID userId, UUID clientId) {
        store.revokeOfClient(userId, clientId, "consent-withdrawn", clock.instant());
    }
}
