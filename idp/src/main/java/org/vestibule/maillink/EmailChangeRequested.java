package org.vestibule.maillink;

import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A person typed an address for the account, which stays as it is until the mailbox is proven. */
record EmailChangeRequested(UUID userId) implements SecurityEvent {

    @Override
    public String event() {
        return "email.change-requested";
    }
}
