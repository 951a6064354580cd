package org.vestibule.account;

import java.util.List;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;

/** Removes a second factor, after saying what sign-in is like without it. */
@Controller
@RequestMapping("/account/two-factor/{method:totp|sms}/remove")
class RemoveFactorController {

    private static final String OVERVIEW = "redirect:/account/two-factor";

    private final FactorChange change;
    private final Offers offers;

    RemoveFactorController(FactorChange change, Offers offers) {
        this.change = change;
        this.offers = offers;
    }

    @GetMapping
    String ask(@AuthenticationPrincipal IdpUser user, @PathVariable String method, Model model) {
        FactorMethod factor = FactorMethod.ofId(method);
        if (!user.enrolled().contains(factor)) {
            return OVERVIEW;
        }
        List<String> remaining = FactorCards.inOrder(user.enrolled()).stream()
                .filter(other -> !other.equals(method))
                .toList();
        model.addAttribute("method", method);
        model.addAttribute("remaining", remaining.isEmpty() ? "none" : remaining.get(0));
        model.addAttribute("removable", offers.removable(user, factor));
        return "account/remove";
    }

    @PostMapping
    String remove(@AuthenticationPrincipal IdpUser user, @PathVariable String method) {
        FactorMethod factor = FactorMethod.ofId(method);
        if (!offers.removable(user, factor)) {
            return OVERVIEW + '/' + method + "/remove";
        }
        // pressed twice: it is gone already, which is what was wanted
        change.remove(user, factor);
        return OVERVIEW + "?status=removed-" + method;
    }
}
