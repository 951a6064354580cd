package org.vestibule.settings;

import java.util.Locale;

import org.springframework.validation.Errors;

/**
 * What is typed on the page that confirms turning 2-factor authentication off. Spring hands over null for what the browser
 * did not send.
 *
 * @param version of the settings that the page was about
 * @param whileOff one of {@link WhileOff}
 * @param confirmation typed for {@link WhileOff#ASK_NOBODY}
 */
record TurnOffForm(String version, String whileOff, String confirmation) {

    private static final String CONFIRMATION = "do not ask anyone";

    /** Who is asked while 2-factor authentication is off. */
    enum WhileOff {
        KEEP_ASKING,
        ASK_NOBODY
    }

    TurnOffForm {
        version = version == null ? "" : version;
        whileOff = whileOff == null ? WhileOff.KEEP_ASKING.name() : whileOff;
        confirmation = confirmation == null ? "" : confirmation;
    }

    static TurnOffForm of(SecuritySettings settings) {
        WhileOff whileOff = settings.asksEnrolled() ? WhileOff.KEEP_ASKING : WhileOff.ASK_NOBODY;
        return new TurnOffForm(String.valueOf(settings.version()), whileOff.name(), "");
    }

    TurnOffForm onVersion(long newer) {
        return new TurnOffForm(String.valueOf(newer), whileOff, confirmation);
    }

    /** Anything but the clear wish to ask nobody means that people are still asked. */
    boolean keepAsking() {
        return !whileOff.equals(WhileOff.ASK_NOBODY.name());
    }

    void check(Errors errors) {
        if (!keepAsking() && !confirmation.strip().toLowerCase(Locale.ROOT).equals(CONFIRMATION)) {
            errors.rejectValue("confirmation", "settings.turn-off.confirmation.wrong");
        }
    }
}
