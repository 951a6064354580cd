package org.vestibule.mail;

import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.vestibule.web.IdpProperties;

/** Subjects and texts, from the message files. */
@Component
class MailTexts {

    private final MessageSource messages;
    private final IdpProperties properties;

    MailTexts(MessageSource messages, IdpProperties properties) {
        this.messages = messages;
        this.properties = properties;
    }

    /** @throws org.springframework.context.NoSuchMessageException when there is no such text */
    Mail compose(String to, Locale locale, String kind, Object... values) {
        String name = properties.name();
        String subject = messages.getMessage("mail." + kind + ".subject", with(name, values), locale);
        String body = messages.getMessage("mail." + kind + ".body", with(name, values), locale);
        String footer = messages.getMessage(
                "mail.footer", new Object[] {name, properties.issuer().toString()}, locale);
        return new Mail(to, oneLine(subject), body + "\n\n-- \n" + footer + '\n');
    }

    private static Object[] with(String name, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = name;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    /** A name of a person or a product may hold anything; a header of a mail is one line (WEB-07). */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
