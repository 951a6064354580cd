package org.vestibule.demo;

import java.time.Clock;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.vestibule.mail.Mail;
import org.vestibule.mail.MailTransport;

/** The demo's mail stays here, to be read at {@code /demo/mail}. */
@Component
@Profile("demo")
class DemoMail implements MailTransport {

    private final Inbox inbox = new Inbox();
    private final Clock clock;

    DemoMail(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void deliver(Mail mail) {
        inbox.add(new Inbox.Entry(mail.to(), mail.subject(), mail.body(), clock.instant()));
    }

    Inbox inbox() {
        return inbox;
    }
}
