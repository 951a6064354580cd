package org.vestibule.consent;

import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A person took back what an application was allowed; its tokens have ended with it. */
record ConsentWithdrawn(UUID userId, String clientId, UUID sessionId) implements SecurityEvent {

    @Override
    public String event() {
        return "consent.withdrawn";
    }
}
