package org.vestibule.maillink;

import java.time.Clock;
import java.util.Optional;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.user.Users;

/** Uses a link up together with the change, by exactly one of several tries. Signs nobody in. */
@Component
class AddressConfirmation {

    private final LinkStore store;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AddressConfirmation(LinkStore store, Users users, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /** What a link that still works confirms. */
    Optional<AddressLink> find(String token) {
        return store.addressLink(token, clock.instant());
    }

    /**
     * Makes the address the person's.
     *
     * @return whether this call did it
     * @throws org.springframework.dao.DuplicateKeyException when somebody else proved the same address in this moment
     */
    @Transactional
    boolean confirm(String token) {
        Optional<AddressLink> link = find(token);
        if (link.isEmpty()
                || !store.useAddressLink(token, clock.instant())
                || !users.changeEmail(link.get().userId(), link.get().address())) {
            return false;
        }
        events.publishEvent(new MailLinkUsed(link.get().userId(), LinkPurpose.EMAIL.id()));
        return true;
    }
}
