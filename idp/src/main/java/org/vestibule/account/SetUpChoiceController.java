package org.vestibule.account;

import java.util.List;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;

/** Which method to set up, where both are offered. Changes nothing; the page it leads to does. */
@Controller
@RequestMapping("/account/two-factor/set-up")
class SetUpChoiceController {

    private static final String VIEW = "account/set-up";
    private static final String SET_UP = "redirect:/account/two-factor/";

    private final Offers offers;

    SetUpChoiceController(Offers offers) {
        this.offers = offers;
    }

    /** @param authenticationType id of the chosen method; null where the browser sent none */
    record ChoiceForm(String authenticationType) {

        ChoiceForm {
            authenticationType = authenticationType == null ? "" : authenticationType;
        }
    }

    @GetMapping
    String show(@AuthenticationPrincipal IdpUser user, Model model) {
        List<String> offered = offered(user);
        if (offered.isEmpty()) {
            return "redirect:/account";
        }
        if (offered.size() == 1) {
            return SET_UP + offered.get(0);
        }
        model.addAttribute("form", new ChoiceForm(offered.get(0)));
        return view(offered, model);
    }

    @PostMapping
    String choose(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") ChoiceForm form,
            BindingResult errors,
            Model model) {
        List<String> offered = offered(user);
        if (offered.contains(form.authenticationType())) {
            return SET_UP + form.authenticationType();
        }
        errors.rejectValue("authenticationType", "account.set-up.unknown");
        return view(offered, model);
    }

    private List<String> offered(IdpUser user) {
        return offers.missing(user).stream().map(FactorMethod::id).toList();
    }

    private static String view(List<String> offered, Model model) {
        model.addAttribute("offered", offered);
        return VIEW;
    }
}
