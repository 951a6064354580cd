package org.vestibule.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.vestibule.mail.Mails;
import org.vestibule.session.HeldForms;
import org.vestibule.session.IdpUser;

/** What <b>Save</b> and <b>Turn off</b> do. */
@Component
class SecuritySettingsChange {

    /** How often a fresh proof may be asked for one form before its key is forgotten. */
    private static final int MOST_FORMER = 5;

    private final SecuritySettingsStore store;
    private final EnrolledPeople people;
    private final HeldForms heldForms;
    private final Mails mails;

    SecuritySettingsChange(SecuritySettingsStore store, EnrolledPeople people, HeldForms heldForms, Mails mails) {
        this.store = store;
        this.people = people;
        this.heldForms = heldForms;
        this.mails = mails;
    }

    /** What came of it. */
    enum Outcome {
        SAVED,
        /** The errors say what is wrong. */
        REFUSED,
        /** Somebody else saved since the page was opened. */
        CONFLICT,
        /** People use 2-factor authentication: which state it goes to is to be confirmed first (MFA-11). */
        TO_BE_CONFIRMED
    }

    /** <b>Save</b>. */
    Outcome save(SecuritySettingsForm form, IdpUser administrator, Errors errors) {
        SecuritySettings saved = store.current();
        if (!form.isFor(saved)) {
            return Outcome.CONFLICT;
        }
        if (!form.ticked()) {
            return unticked(saved, administrator.id());
        }
        Optional<SecuritySettings> typed = TypedSettings.check(form, serviceKey(form, administrator), saved, errors);
        if (typed.isPresent() && typed.get().emailService() && !mails.available()) {
            errors.rejectValue("emailService", "settings.email.no-mail");
            return Outcome.REFUSED;
        }
        if (typed.isEmpty()) {
            return Outcome.REFUSED;
        }
        Outcome outcome = save(typed.get(), administrator.id());
        if (outcome == Outcome.SAVED && !form.held().isEmpty()) {
            heldForms.drop(administrator.session().id(), form.held());
        }
        return outcome;
    }

    private Outcome unticked(SecuritySettings saved, UUID administrator) {
        if (saved.twoFactorEnabled() && people.count() > 0) {
            return Outcome.TO_BE_CONFIRMED;
        }
        return save(saved.off(saved.twoFactorEnabled() || saved.askEnrolledWhenOff()), administrator);
    }

    /** <b>Turn off</b>; the other values stay. */
    Outcome turnOff(TurnOffForm form, IdpUser administrator) {
        SecuritySettings saved = store.current();
        return form.version().equals(String.valueOf(saved.version()))
                ? save(saved.off(form.keepAsking()), administrator.id())
                : Outcome.CONFLICT;
    }

    private Outcome save(SecuritySettings settings, UUID administrator) {
        return store.save(settings, administrator) ? Outcome.SAVED : Outcome.CONFLICT;
    }

    private String serviceKey(SecuritySettingsForm form, IdpUser administrator) {
        return form.serviceKey().isEmpty() ? waitingKey(form, administrator) : form.serviceKey();
    }

    /**
     * The key that was typed before a fresh proof was asked; empty where none was. It is never in the page, it waits with
     * the held form, or with the one that this in turn came from.
     */
    String waitingKey(SecuritySettingsForm form, IdpUser administrator) {
        String id = form.held();
        for (int former = 0; former < MOST_FORMER && !id.isEmpty(); former++) {
            Map<String, List<String>> typed =
                    heldForms.find(administrator.session().id(), id).orElse(Map.of());
            String key = first(typed, "serviceKey");
            if (!key.isEmpty()) {
                return key;
            }
            id = first(typed, "held");
        }
        return "";
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0).strip();
    }
}
