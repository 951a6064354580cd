package org.vestibule.account;

import java.util.List;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.vestibule.consent.Consents;
import org.vestibule.logout.Logouts;
import org.vestibule.logout.ToldLms;
import org.vestibule.maillink.AddressLinks;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;

/** The profile page, with the way to 2-factor authentication next to the password. */
@Controller
class ProfileController {

    private final Offers offers;
    private final RecoveryStates recoveryCodes;
    private final Logouts logouts;
    private final Consents consents;
    private final AddressLinks addressLinks;

    ProfileController(
            Offers offers,
            RecoveryStates recoveryCodes,
            Logouts logouts,
            Consents consents,
            AddressLinks addressLinks) {
        this.offers = offers;
        this.recoveryCodes = recoveryCodes;
        this.logouts = logouts;
        this.consents = consents;
        this.addressLinks = addressLinks;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/account";
    }

    /** A well-known address that password managers open. */
    @GetMapping("/.well-known/change-password")
    String changePassword() {
        return "redirect:/account/password";
    }

    @GetMapping("/account")
    String profile(@AuthenticationPrincipal IdpUser user, Model model) {
        model.addAttribute("user", user.user());
        model.addAttribute("mail", addressLinks.available());
        model.addAttribute("nameIsAddress", EmailController.nameIsAddress(user.user()));
        model.addAttribute("enrolled", FactorCards.inOrder(user.enrolled()));
        List<ToldLms> told = logouts.toldAtLastSignOut(user.id());
        model.addAttribute("confirmed", ToldLms.names(told, true));
        model.addAttribute("unconfirmed", ToldLms.names(told, false));
        model.addAttribute("applications", consents.of(user.id()));
        model.addAttribute("appOnly", offers.appOnly(user));
        if (user.enrolled().isEmpty()) {
            model.addAttribute("setUp", setUpPath(offers.to(user)));
        } else {
            model.addAttribute("recovery", recoveryCodes.of(user.id()));
        }
        return "account/profile";
    }

    /** With one service on straight to its page, with both to the chooser; empty while there is none. */
    private static String setUpPath(List<FactorMethod> offered) {
        return switch (offered.size()) {
            case 0 -> "";
            case 1 -> "/account/two-factor/" + offered.get(0).id();
            default -> "/account/two-factor/set-up";
        };
    }
}
