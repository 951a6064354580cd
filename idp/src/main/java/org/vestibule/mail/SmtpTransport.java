package org.vestibule.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;

import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** By SMTP, with the server of {@code spring.mail.*}. */
final class SmtpTransport implements MailTransport {

    private final JavaMailSender sender;
    private final String from;
    private final String product;

    SmtpTransport(JavaMailSender sender, String from, String product) {
        this.sender = sender;
        this.from = from;
        this.product = product;
    }

    @Override
    public void deliver(Mail mail) {
        MimeMessage message = sender.createMimeMessage();
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setValidateAddresses(true);
            helper.setFrom(from, product);
            helper.setTo(mail.to());
            helper.setSubject(mail.subject());
            helper.setText(mail.body());
            // RFC 3834: no answers from holiday notices
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new MailPreparationException(e);
        }
        try {
            sender.send(message);
        } catch (MailSendException e) {
            throw noSuchRecipient(e) ? new RefusedRecipientException(e) : e;
        }
    }

    private static boolean noSuchRecipient(MailSendException failed) {
        for (Exception each : failed.getMessageExceptions()) {
            if (each instanceof SendFailedException refused
                    && refused.getInvalidAddresses() != null
                    && refused.getInvalidAddresses().length > 0) {
                return true;
            }
        }
        return false;
    }
}
