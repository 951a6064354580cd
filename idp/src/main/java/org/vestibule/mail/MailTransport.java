package org.vestibule.mail;

import org.springframework.mail.MailException;

/** The way out. There is none where no mail server is configured. */
public interface MailTransport {

    /**
     * Hands the message on.
     *
     * @throws RefusedRecipientException when the server will never take a message to this address
     * @throws MailException when it did not take it now
     */
    void deliver(Mail mail);
}
