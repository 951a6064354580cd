package org.vestibule.account;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.session.IdpUser;

/** The overview of second factors, and which of two is asked first. */
@Controller
@RequestMapping("/account/two-factor")
class FactorsController {

    private final FactorCards cards;
    private final FactorChange change;
    private final RecoveryStates recoveryCodes;
    private final Offers offers;

    FactorsController(FactorCards cards, FactorChange change, RecoveryStates recoveryCodes, Offers offers) {
        this.cards = cards;
        this.change = change;
        this.recoveryCodes = recoveryCodes;
        this.offers = offers;
    }

    /** @param preferredMethod id of the chosen method, null where none was chosen */
    record PreferenceForm(@Nullable String preferredMethod) {}

    @GetMapping
    String show(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") PreferenceForm form,
            BindingResult errors,
            Model model,
            Locale locale) {
        if (form.preferredMethod() == null) {
            model.addAttribute("form", new PreferenceForm(preferred(user)));
        }
        return view(user, model, locale);
    }

    @PostMapping
    String prefer(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") PreferenceForm form,
            BindingResult errors,
            Model model,
            Locale locale) {
        if (change.prefer(user, String.valueOf(form.preferredMethod()))) {
            return "redirect:/account/two-factor?status=preferred-saved";
        }
        errors.rejectValue("preferredMethod", "account.preferred.unknown");
        return view(user, model, locale);
    }

    private String view(IdpUser user, Model model, Locale locale) {
        List<String> enrolled = FactorCards.inOrder(user.enrolled());
        model.addAttribute("cards", cards.of(user, locale));
        model.addAttribute("enrolled", enrolled);
        model.addAttribute("appOnly", offers.appOnly(user));
        model.addAttribute("keptFor", offers.keptFor(user));
        if (!enrolled.isEmpty()) {
            model.addAttribute("recovery", recoveryCodes.of(user.id()));
            model.addAttribute("recoveryTotal", RecoveryState.CODES);
        }
        return "account/two-factor";
    }

    // where nobody chose, sign-in asks for the app first
    private static @Nullable String preferred(IdpUser user) {
        List<String> enrolled = FactorCards.inOrder(user.enrolled());
        String chosen = user.user().preferredMethod();
        if (chosen != null && enrolled.contains(chosen)) {
            return chosen;
        }
        return enrolled.isEmpty() ? null : enrolled.get(0);
    }
}
