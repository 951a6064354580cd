package org.vestibule.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.vestibule.session.HeldForms;
import org.vestibule.session.IdpUser;

/** What <b>Save</b> and <b>Turn off</b> do. */
@Component
class SecuritySettingsChange {

    private final SecuritySettingsStore store;
    private final EnrolledPeople people;
    private final HeldForms heldForms;

    SecuritySettingsChange(SecuritySettingsStore store, EnrolledPeople people, HeldForms heldForms) {
        this.store = store;
        this.people = people;
        this.heldForms = heldForms;
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

    // a key typed before a fresh proof was asked is never in the page, it waits with the held form
    private String serviceKey(SecuritySettingsForm form, IdpUser administrator) {
        if (!form.serviceKey().isEmpty() || form.held().isEmpty()) {
            return form.serviceKey();
        }
        return heldForms
                .find(administrator.session().id(), form.held())
                .map(SecuritySettingsChange::typedKey)
                .orElse("");
    }

    static String typedKey(Map<String, List<String>> parameters) {
        List<String> keys = parameters.getOrDefault("serviceKey", List.of());
        return keys.isEmpty() ? "" : keys.get(0).strip();
    }
}
