package org.vestibule.account;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.signin.AdministratorProperties;

/** Which second factors a person may set up and take away, by the administrator's switches and the operator's rules. */
@Component
class Offers {

    private final SecuritySettingsStore settings;
    private final AdministratorProperties administrators;

    Offers(SecuritySettingsStore settings, AdministratorProperties administrators) {
        this.settings = settings;
        this.administrators = administrators;
    }

    /** What may be set up now, the app first. */
    List<FactorMethod> to(IdpUser user) {
        SecuritySettings current = settings.current();
        List<FactorMethod> offers = new ArrayList<>();
        if (current.offersApp() || mustHaveTwoFactors(user)) {
            offers.add(FactorMethod.TOTP);
        }
        if (current.offersTextMessages() && mayUseTextMessages(user)) {
            offers.add(FactorMethod.SMS);
        }
        return offers;
    }

    /** What may be set up now and is not there yet. */
    List<FactorMethod> missing(IdpUser user) {
        return to(user).stream()
                .filter(method -> !user.enrolled().contains(method))
                .toList();
    }

    /** Whether text messages are offered to others, but not to this administrator. */
    boolean appOnly(IdpUser user) {
        return !mayUseTextMessages(user) && settings.current().offersTextMessages();
    }

    /** Whether a person may do without this factor (TOTP-15). */
    boolean removable(IdpUser user, FactorMethod method) {
        return !mustHaveTwoFactors(user)
                || user.enrolled().stream().anyMatch(other -> other != method && opensAdministration(other));
    }

    private boolean opensAdministration(FactorMethod method) {
        return method == FactorMethod.TOTP || administrators.allowTextMessages();
    }

    private boolean mustHaveTwoFactors(IdpUser user) {
        return user.user().isAdministrator() && administrators.requireTwoFactor();
    }

    private boolean mayUseTextMessages(IdpUser user) {
        return !user.user().isAdministrator() || administrators.allowTextMessages();
    }
}
