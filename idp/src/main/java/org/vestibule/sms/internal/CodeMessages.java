package org.vestibule.sms.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.vestibule.user.Users;
import org.vestibule.web.IdpProperties;
import org.vestibule.web.Languages;

/**
 * What the messages say: fixed texts with nothing in them that a visitor could choose but the language (SMS-17).
 */
@Component
class CodeMessages {

    private final IdpProperties properties;
    private final MessageSource messages;
    private final Users users;

    CodeMessages(IdpProperties properties, MessageSource messages, Users users) {
        this.properties = properties;
        this.messages = messages;
        this.users = users;
    }

    /** The last line binds the code to the issuer's host (origin-bound one-time codes): phones offer it only there. */
    String code(UUID reader, String code) {
        return messages.getMessage("sms.text.code", new Object[] {code, properties.name()}, language(reader))
                + "\n\n@%s #%s".formatted(properties.issuer().getHost(), code);
    }

    /** Tells the phone that was in use before (SMS-12). */
    String replaced(UUID reader) {
        return messages.getMessage("sms.text.replaced", new Object[] {properties.name()}, language(reader));
    }

    /** The person's own, else that of the page which is being answered. */
    private Locale language(UUID reader) {
        Optional<Locale> own = users.byId(reader).flatMap(person -> Languages.of(person.locale()));
        return own.or(() -> Languages.of(LocaleContextHolder.getLocale().toLanguageTag()))
                .orElse(Locale.ENGLISH);
    }
}
