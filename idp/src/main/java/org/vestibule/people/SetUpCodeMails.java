package org.vestibule.people;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.mail.Mails;
import org.vestibule.user.User;
import org.vestibule.web.IdpProperties;

/** Mails a set-up code to the person's verified address, so that no administrator ever sees it. */
@Component
class SetUpCodeMails {

    private final Mails mails;
    private final IdpProperties properties;

    SetUpCodeMails(Mails mails, IdpProperties properties) {
        this.mails = mails;
        this.properties = properties;
    }

    /** @return false where there is no mail, or no verified address */
    boolean send(User person, String code) {
        Optional<String> address = person.verifiedEmail().filter(to -> mails.available());
        address.ifPresent(to -> mails.send(
                person.id(),
                to,
                person.language(),
                "set-up-code",
                SetUpCodes.LIFE,
                person.displayName(),
                code,
                properties.issuer() + "/login",
                SetUpCodes.LIFE.toHours(),
                person.username()));
        return address.isPresent();
    }
}
