package org.vestibule.recovery.internal;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.UUID;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriUtils;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.session.IdpUser;
import org.vestibule.web.IdpProperties;

/** What the two pages show: codes that were just made, or how many are left. */
@Component
class RecoveryPages {

    private final RecoveryStates states;
    private final MessageSource messages;
    private final IdpProperties properties;

    RecoveryPages(RecoveryStates states, MessageSource messages, IdpProperties properties) {
        this.states = states;
        this.messages = messages;
        this.properties = properties;
    }

    /** The page with the codes; the form is in the model already. */
    String codes(IdpUser user, FreshCodes fresh, Model model, Locale locale) {
        String date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(fresh.madeAt().atZone(ZoneOffset.UTC));
        String heading = messages.getMessage(
                "recovery.heading", new Object[] {properties.name(), user.user().username(), date}, locale);
        model.addAttribute("heading", heading);
        model.addAttribute("codes", fresh.codes());
        model.addAttribute("download", download(heading, fresh));
        return "recovery/codes";
    }

    /** The page without any. */
    String state(UUID userId, Model model) {
        RecoveryState state = states.of(userId);
        model.addAttribute("state", state);
        model.addAttribute("total", RecoveryState.CODES);
        return "recovery/state";
    }

    /** A file without a second request: nothing on the server could hand it out again (TOTP-11). */
    private static String download(String heading, FreshCodes fresh) {
        StringBuilder text = new StringBuilder(heading).append("\r\n\r\n");
        for (int i = 0; i < fresh.codes().size(); i++) {
            text.append("%2d. %s\r\n".formatted(i + 1, fresh.codes().get(i)));
        }
        return "data:text/plain;charset=utf-8," + UriUtils.encode(text.toString(), StandardCharsets.UTF_8);
    }
}
