package org.vestibule.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.signin.AdministratorProperties;
import org.vestibule.signin.SignInPolicy;

/** Which second factors a person may set up and take away, by the administrator's switches and the operator's rules. */
@Component
class Offers {

    private final SecuritySettingsStore settings;
    private final AdministratorProperties administrators;
    private final SignInPolicy policy;

    Offers(SecuritySettingsStore settings, AdministratorProperties administrators, SignInPolicy policy) {
        this.policy = policy;
        this.settings = settings;
        this.administrators = administrators;
    }

    /** What may be set up now, the app first. */
    List<FactorMethod> to(IdpUser user) {
        SecuritySettings current = settings.current();
        List<FactorMethod> offers = new ArrayList<>();
        if (current.offersApp() || mustHaveTwoFactors(user) || mustHaveApp(user)) {
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
        if (mustHaveTwoFactors(user) && !keepsAdministration(user, method)) {
            return false;
        }
        return !user.enrolled().equals(Set.of(method)) || !policy.mustUse(user.user());
    }

    /** Whose rule keeps a factor that is not removable: the operator's for administrators, or the one for everybody. */
    String keptFor(IdpUser user) {
        return mustHaveTwoFactors(user) ? "administrators" : "everybody";
    }

    private boolean keepsAdministration(IdpUser user, FactorMethod method) {
        return user.enrolled().stream().anyMatch(other -> other != method && opensAdministration(other));
    }

    private boolean opensAdministration(FactorMethod method) {
        return method == FactorMethod.TOTP || administrators.allowTextMessages();
    }

    /** The only way out for an administrator who must use a second factor while only text messages are offered. */
    private boolean mustHaveApp(IdpUser user) {
        return !mayUseTextMessages(user) && policy.mustUse(user.user());
    }

    private boolean mustHaveTwoFactors(IdpUser user) {
        return user.user().isStaff() && administrators.requireTwoFactor();
    }

    private boolean mayUseTextMessages(IdpUser user) {
        return !user.user().isStaff() || administrators.allowTextMessages();
    }
}
