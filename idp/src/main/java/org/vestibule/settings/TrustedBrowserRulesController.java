package org.vestibule.settings;

import java.util.Optional;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.HeldForms;
import org.vestibule.session.IdpUser;

/** System settings → Trusted browsers. */
@Controller
@RequestMapping("/admin/settings/trusted-browsers")
class TrustedBrowserRulesController {

    private static final String VIEW = "settings/trusted-browsers";

    private final TrustedBrowserRulesStore store;
    private final HeldForms heldForms;

    TrustedBrowserRulesController(TrustedBrowserRulesStore store, HeldForms heldForms) {
        this.store = store;
        this.heldForms = heldForms;
    }

    /** Shows what is saved, or the form that waited for a fresh proof as it was submitted. */
    @GetMapping
    String show(
            @AuthenticationPrincipal IdpUser administrator,
            @ModelAttribute("form") TrustedBrowserRulesForm form,
            BindingResult errors,
            Model model) {
        boolean waited = !form.held().isEmpty()
                && heldForms.find(administrator.session().id(), form.held()).isPresent();
        if (!waited) {
            model.addAttribute("form", TrustedBrowserRulesForm.of(store.current()));
        }
        return VIEW;
    }

    @PostMapping
    String save(
            @AuthenticationPrincipal IdpUser administrator,
            @ModelAttribute("form") TrustedBrowserRulesForm form,
            BindingResult errors,
            Model model) {
        TrustedBrowserRules saved = store.current();
        Optional<TrustedBrowserRules> typed = form.read(saved, errors);
        if (typed.isEmpty()) {
            return VIEW;
        }
        if (!form.isFor(saved) || !store.save(typed.get(), administrator.id())) {
            return conflict(form, model);
        }
        if (!form.held().isEmpty()) {
            heldForms.drop(administrator.session().id(), form.held());
        }
        return "redirect:/admin/settings/trusted-browsers?status=settings-saved";
    }

    /** Keeps what was typed, on top of what somebody else saved meanwhile. */
    private String conflict(TrustedBrowserRulesForm form, Model model) {
        TrustedBrowserRulesForm newer = form.onVersion(store.current().version());
        BeanPropertyBindingResult errors = new BeanPropertyBindingResult(newer, "form");
        errors.reject("settings.conflict.unknown");
        model.addAttribute("form", newer);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return VIEW;
    }
}
