package org.vestibule.maillink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.event.SecurityEvent;
import org.vestibule.mail.Mails;
import org.vestibule.throttle.Attempts;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.EmailChanged;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** Links that make an address the person's verified one, once the mailbox is proven. */
@Component
public class AddressLinks {

    private static final String ACCOUNT = "email-link-account";
    private static final String ADDRESS = "email-link-address";
    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final LinkSender links;
    private final LinkStore store;
    private final Mails mails;
    private final Users users;
    private final Attempts attempts;
    private final ApplicationEventPublisher events;

    AddressLinks(
            LinkSender links,
            LinkStore store,
            Mails mails,
            Users users,
            Attempts attempts,
            ApplicationEventPublisher events) {
        this.links = links;
        this.store = store;
        this.mails = mails;
        this.users = users;
        this.attempts = attempts;
        this.events = events;
    }

    /** Whether there is mail; else addresses are an administrator's to change. */
    public boolean available() {
        return mails.available();
    }

    /**
     * Mails a link to the address. Where it is somebody else's, that person is told instead, and the caller sees no difference
     * (PWD-13).
     *
     * @return how long to wait where too many were asked for; empty when it was taken
     */
    @Transactional
    public Optional<Duration> request(User person, String address) {
        CanonicalName name = CanonicalName.of(address).orElseThrow();
        Optional<Duration> wait = attempts.take(ACCOUNT, person.id().toString(), MOST, WINDOW)
                .or(() -> attempts.take(ADDRESS, name.key(), MOST, WINDOW));
        if (wait.isPresent()) {
            return wait;
        }
        UUID owner = users.ownersOf(List.of(name)).get(name.key());
        if (owner == null || owner.equals(person.id())) {
            links.send(person, address, LinkPurpose.EMAIL, person.language());
        } else {
            store.end(person.id(), LinkPurpose.EMAIL);
            users.byId(owner).ifPresent(this::tellOwner);
        }
        events.publishEvent(new EmailChangeRequested(person.id()));
        return Optional.empty();
    }

    private void tellOwner(User owner) {
        owner.verifiedEmail()
                .ifPresent(address -> mails.send(
                        owner.id(),
                        address,
                        owner.language(),
                        "email-taken",
                        LinkPurpose.EMAIL.life(),
                        owner.displayName()));
    }

    @EventListener
    void endLink(EmailChanged changed) {
        store.end(changed.userId(), LinkPurpose.EMAIL);
    }

    /** What a stranger asked for must not come after the owner has taken the account back. */
    @EventListener
    void endLink(SecurityEvent event) {
        UUID userId = event.userId();
        if (userId != null && "account.not-mine".equals(event.event())) {
            store.end(userId, LinkPurpose.EMAIL);
        }
    }
}
