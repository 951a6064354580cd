package org.vestibule.maillink;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.throttle.StreakRule;
import org.vestibule.throttle.Streaks;
import org.vestibule.user.PasswordChanged;
import org.vestibule.user.PasswordRefusal;
import org.vestibule.user.Passwords;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** A new password by a mailed link: the link is used up with the change, by exactly one of several tries (PWD-17). */
@Component
class LinkedPasswords {

    private final LinkStore store;
    private final Users users;
    private final Passwords passwords;
    private final Streaks streaks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LinkedPasswords(
            LinkStore store,
            Users users,
            Passwords passwords,
            Streaks streaks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.users = users;
        this.passwords = passwords;
        this.streaks = streaks;
        this.events = events;
        this.clock = clock;
    }

    /** Whose link that still works this is. */
    Optional<User> owner(String token, LinkPurpose purpose) {
        return store.ownerOf(token, purpose, clock.instant()).flatMap(users::byId);
    }

    /**
     * Sets the password. Signs nobody in: the second factor stays where it is (PWD-16).
     *
     * @throws org.vestibule.user.HashQueueFullException when no turn came in time
     */
    Optional<PasswordRefusal> set(User person, String newPassword, String token, LinkPurpose purpose) {
        return passwords.change(person, newPassword, null, () -> use(person.id(), token, purpose));
    }

    /** The least number of characters of a new one. */
    int minimum() {
        return passwords.minimum();
    }

    private boolean use(UUID userId, String token, LinkPurpose purpose) {
        if (!store.use(token, purpose, clock.instant())) {
            return false;
        }
        if (purpose == LinkPurpose.ACTIVATION) {
            users.verifyEmail(userId);
        }
        // AVL-01: the mailed link lifts the stop after a hundred failures
        streaks.clear(StreakRule.PASSWORD, userId.toString());
        events.publishEvent(new MailLinkUsed(userId, purpose.id()));
        return true;
    }

    /** PWD-09: links that wait end with the password they were to replace. */
    @EventListener
    void endLinks(PasswordChanged changed) {
        store.end(changed.userId());
    }
}
