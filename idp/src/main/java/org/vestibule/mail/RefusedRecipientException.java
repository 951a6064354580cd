package org.vestibule.mail;

import org.springframework.mail.MailException;

/** The mail server said that there is no such address: trying again is of no use. */
public class RefusedRecipientException extends MailException {

    private static final long serialVersionUID = 1L;

    public RefusedRecipientException(Throwable cause) {
        super("recipient refused", cause);
    }
}
