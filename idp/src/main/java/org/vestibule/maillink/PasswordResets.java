package org.vestibule.maillink;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.mail.Mails;
import org.vestibule.user.User;

/** A link to choose a new password for somebody who is signed in, so that no limit on strangers' requests holds it back. */
@Component
public class PasswordResets {

    private final LinkSender links;
    private final Mails mails;

    PasswordResets(LinkSender links, Mails mails) {
        this.links = links;
        this.mails = mails;
    }

    /** Whether a link can reach this person: there is mail, and an address known to be theirs. */
    public boolean possible(User person) {
        return mails.available() && person.verifiedEmail().isPresent();
    }

    /** Mails the link, in place of any that waits; false when it cannot reach the person. */
    public boolean send(User person) {
        Optional<String> address = person.verifiedEmail().filter(mailbox -> mails.available());
        address.ifPresent(mailbox -> links.send(person, mailbox, LinkPurpose.PASSWORD_RESET, person.language()));
        return address.isPresent();
    }
}
