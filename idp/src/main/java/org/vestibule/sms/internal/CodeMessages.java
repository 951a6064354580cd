package org.vestibule.sms.internal;

import org.springframework.stereotype.Component;
import org.vestibule.web.IdpProperties;

/**
 * What the messages say: fixed texts with nothing in them that a visitor could choose (SMS-17).
 */
@Component
class CodeMessages {

    private final IdpProperties properties;

    CodeMessages(IdpProperties properties) {
        this.properties = properties;
    }

    /** The last line binds the code to the issuer's host (origin-bound one-time codes): phones offer it only there. */
    String code(String code) {
        return "%s is your %s security code. Do not share it.\n\n@%s #%s"
                .formatted(code, properties.name(), properties.issuer().getHost(), code);
    }

    /** Tells the phone that was in use before (SMS-12). */
    String replaced() {
        return "Your %s security codes now go to another phone. If this was not you, tell your administrator."
                .formatted(properties.name());
    }
}
