package org.vestibule.sms.internal;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettingsStore;

/** Who may set up text messages: while the settings offer it, everybody but administrators (SMS-01). */
@Component
class SmsOffer {

    private final SecuritySettingsStore settings;
    private final boolean administratorsToo;

    /** @param administratorsToo the operator's word, idp.admin.allow-text-messages */
    SmsOffer(
            SecuritySettingsStore settings,
            @Value("${idp.admin.allow-text-messages:false}") boolean administratorsToo) {
        this.settings = settings;
        this.administratorsToo = administratorsToo;
    }

    /** The view that is shown instead of the set-up; empty where it may go on. */
    Optional<String> refusal(IdpUser user) {
        if (!settings.current().offersTextMessages()) {
            return Optional.of("redirect:/account?status=text-messages-not-offered");
        }
        return user.user().isStaff() && !administratorsToo ? Optional.of("sms/administrator") : Optional.empty();
    }
}
