package org.vestibule.protocol;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.springframework.mail.MailSendException;
import org.vestibule.mail.Mail;
import org.vestibule.mail.MailTransport;

/** What was sent by mail. */
final class Mailbox implements MailTransport {

    private final List<Mail> all = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    @Override
    public void deliver(Mail mail) {
        if (down) {
            throw new MailSendException("the server is down");
        }
        all.add(mail);
    }

    /** The mail server takes nothing until it is up again. */
    void isDown(boolean away) {
        down = away;
    }

    /** What came to an address so far, oldest first. */
    List<Mail> to(String address) {
        return all.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** The first mail to an address with this subject; waits for it. */
    Mail awaitTo(String address, String subject) {
        return Awaitility.await()
                .until(
                        () -> to(address).stream()
                                .filter(mail -> mail.subject().equals(subject))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }
}
