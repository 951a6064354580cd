package org.vestibule.settings;

import java.util.Arrays;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettingsChange.Outcome;
import org.vestibule.settings.TurnOffForm.WhileOff;

/** Confirms turning 2-factor authentication off while people use it, and who is asked from then on (MFA-11). */
@Controller
@RequestMapping("/admin/settings/security/turn-off")
class TurnOffController {

    private static final String VIEW = "settings/turn-off";

    private final SecuritySettingsStore store;
    private final SecuritySettingsChange change;
    private final SecuritySettingsPage page;
    private final EnrolledPeople people;

    TurnOffController(
            SecuritySettingsStore store,
            SecuritySettingsChange change,
            SecuritySettingsPage page,
            EnrolledPeople people) {
        this.store = store;
        this.change = change;
        this.page = page;
        this.people = people;
    }

    @GetMapping
    String show(@ModelAttribute("form") TurnOffForm form, BindingResult errors, Model model) {
        SecuritySettings saved = store.current();
        // a form that waited for a fresh proof has a version, and only the right one is of use
        if (!form.version().equals(String.valueOf(saved.version()))) {
            model.addAttribute("form", TurnOffForm.of(saved));
        }
        return view(model, saved);
    }

    @PostMapping
    String turnOff(
            @AuthenticationPrincipal IdpUser administrator,
            @ModelAttribute("form") TurnOffForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            return view(model, store.current());
        }
        if (change.turnOff(form, administrator) == Outcome.SAVED) {
            return "redirect:/admin/settings/security?status=settings-saved";
        }
        SecuritySettings saved = store.current();
        page.addConflict(model, form.onVersion(saved.version()));
        return view(model, saved);
    }

    private String view(Model model, SecuritySettings saved) {
        model.addAttribute("on", saved.twoFactorEnabled());
        model.addAttribute("enrolled", people.count());
        model.addAttribute("ruled", saved.requirement().who() != FactorRequirement.Who.NOBODY);
        model.addAttribute(
                "choices", Arrays.stream(WhileOff.values()).map(WhileOff::name).toList());
        return VIEW;
    }
}
