package org.vestibule.settings;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.HeldForms;
import org.vestibule.session.IdpUser;

/** System settings → Security. */
@Controller
@RequestMapping("/admin/settings/security")
class SecuritySettingsController {

    private final SecuritySettingsStore store;
    private final SecuritySettingsChange change;
    private final SecuritySettingsPage page;
    private final HeldForms heldForms;

    SecuritySettingsController(
            SecuritySettingsStore store,
            SecuritySettingsChange change,
            SecuritySettingsPage page,
            HeldForms heldForms) {
        this.store = store;
        this.change = change;
        this.page = page;
        this.heldForms = heldForms;
    }

    /** Shows what is saved, or the form that waited for a fresh proof as it was submitted. */
    @GetMapping
    String show(
            @AuthenticationPrincipal IdpUser administrator,
            @ModelAttribute("form") SecuritySettingsForm form,
            BindingResult errors,
            Model model) {
        SecuritySettings saved = store.current();
        boolean waited = !form.held().isEmpty()
                && heldForms.find(administrator.session().id(), form.held()).isPresent();
        if (waited) {
            model.addAttribute(
                    "keyWaits", !change.waitingKey(form, administrator).isEmpty());
        } else {
            model.addAttribute("form", SecuritySettingsForm.of(saved));
        }
        return page.show(model, saved);
    }

    @PostMapping
    String save(
            @AuthenticationPrincipal IdpUser administrator,
            @ModelAttribute("form") SecuritySettingsForm form,
            BindingResult errors,
            Model model) {
        return switch (change.save(form, administrator, errors)) {
            case SAVED -> "redirect:/admin/settings/security?status=settings-saved";
            case TO_BE_CONFIRMED -> "redirect:/admin/settings/security/turn-off";
            case REFUSED -> page.show(model, store.current());
            case CONFLICT -> conflict(form, model);
        };
    }

    private String conflict(SecuritySettingsForm form, Model model) {
        SecuritySettings saved = store.current();
        page.addConflict(model, form.onVersion(saved.version()));
        model.addAttribute("differences", page.differences(form, saved));
        return page.show(model, saved);
    }
}
