package org.vestibule.registration;

import org.vestibule.event.SecurityEvent;

/** A client that had registered itself removed its registration; its grants are gone with it. */
record RegistrationRemoved(String clientId) implements SecurityEvent {

    @Override
    public String event() {
        return "client.registration-removed";
    }
}
