package org.vestibule.maillink;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vestibule.mail.Mails;
import org.vestibule.user.CreatedWithoutPassword;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** New people choose their first password by a mailed link; nobody chooses it for them (PWD-18). */
@Component
public class Activations {

    private final Users users;
    private final LinkSender links;
    private final Mails mails;

    Activations(Users users, LinkSender links, Mails mails) {
        this.users = users;
        this.links = links;
        this.mails = mails;
    }

    @EventListener
    void invite(CreatedWithoutPassword created) {
        users.byId(created.userId()).filter(User::enabled).ifPresent(this::send);
    }

    /**
     * Mails a link to the address of the account, confirmed or not: whoever opens it has shown that the mailbox is theirs.
     *
     * @return whether there is mail and an address
     */
    public boolean send(User person) {
        if (!mails.available() || person.email() == null) {
            return false;
        }
        links.send(person, person.email(), LinkPurpose.ACTIVATION, person.language());
        return true;
    }
}
