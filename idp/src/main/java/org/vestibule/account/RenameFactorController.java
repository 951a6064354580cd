package org.vestibule.account;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.FactorLabel;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;

/** Gives an app or a phone a name of its owner's choice. */
@Controller
@RequestMapping("/account/two-factor/{method:totp|sms}/rename")
class RenameFactorController {

    private static final String OVERVIEW = "redirect:/account/two-factor";
    private static final String VIEW = "account/rename";

    private final FactorChange change;
    private final OwnFactors factors;

    RenameFactorController(FactorChange change, OwnFactors factors) {
        this.change = change;
        this.factors = factors;
    }

    /**
     * The form.
     *
     * @param factor which one; null where the person has only one
     * @param name as typed, null where it is the one that it has
     */
    record RenameForm(@Nullable String factor, @Nullable String name) {}

    @GetMapping
    String ask(
            @AuthenticationPrincipal IdpUser user,
            @PathVariable String method,
            @ModelAttribute("form") RenameForm form,
            BindingResult errors,
            Model model,
            Locale locale) {
        Optional<Enrollment> factor = factors.find(user, FactorMethod.ofId(method), form.factor());
        if (factor.isEmpty()) {
            return OVERVIEW;
        }
        String present = factors.name(factor.get(), locale);
        if (form.name() == null) {
            model.addAttribute("form", new RenameForm(factor.get().id().toString(), present));
        }
        return page(method, present, model);
    }

    @PostMapping
    String rename(
            @AuthenticationPrincipal IdpUser user,
            @PathVariable String method,
            @ModelAttribute("form") RenameForm form,
            BindingResult errors,
            Model model,
            Locale locale) {
        Optional<Enrollment> factor = factors.find(user, FactorMethod.ofId(method), form.factor());
        if (factor.isEmpty()) {
            return OVERVIEW + "?status=factor-gone";
        }
        FactorLabel.Typed typed = FactorLabel.read(form.name());
        if (typed.label() == null) {
            errors.rejectValue("name", typed.error(), new Object[] {FactorLabel.LONGEST}, null);
            return page(method, factors.name(factor.get(), locale), model);
        }
        return OVERVIEW
                + (change.rename(user, factor.get(), typed.label()) ? "?status=factor-renamed" : "?status=factor-gone");
    }

    private static String page(String method, String present, Model model) {
        model.addAttribute("method", method);
        model.addAttribute("present", present);
        return VIEW;
    }
}
