package org.vestibule.applications;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.applications.ApplicationAdministration.Created;
import org.vestibule.applications.ApplicationAdministration.Edited;
import org.vestibule.client.Preset;
import org.vestibule.session.IdpUser;
import org.vestibule.token.AcrNames;

/** New applications and changes of them. */
@Controller
class ApplicationFormController {

    private static final String VIEW = "applications/form";
    private static final String NO_PRESET = "none";

    private final ApplicationRows rows;
    private final ApplicationAdministration administration;
    private final ShownSecret shownSecret;
    private final AcrNames acrNames;

    ApplicationFormController(
            ApplicationRows rows,
            ApplicationAdministration administration,
            ShownSecret shownSecret,
            AcrNames acrNames) {
        this.rows = rows;
        this.administration = administration;
        this.shownSecret = shownSecret;
        this.acrNames = acrNames;
    }

    /** First the platform, then its form; what was typed comes along where a fresh proof was asked in between. */
    @GetMapping("/admin/clients/new")
    String create(
            @ModelAttribute("form") ApplicationForm form,
            BindingResult errors,
            @RequestParam(name = "held", required = false) @Nullable String held,
            Model model) {
        if (held == null || form.clientId().isEmpty()) {
            boolean none = form.preset().equals(NO_PRESET);
            if (!none && Preset.of(form.preset()).isEmpty()) {
                model.addAttribute("presets", Preset.keys());
                return "applications/preset";
            }
            model.addAttribute("form", ApplicationForm.empty(none ? "" : form.preset()));
        }
        return view(RequiredAssurance.NONE, model);
    }

    @PostMapping("/admin/clients/new")
    String create(
            @ModelAttribute("form") ApplicationForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser administrator,
            Model model) {
        form.check(errors);
        form.checkNew(errors);
        if (!errors.hasErrors()) {
            Created created = administration.create(form, administrator.id());
            if (created.id() != null && created.secret() != null) {
                return shownSecret.show(created.id(), created.secret(), model);
            }
            if (created.id() != null) {
                return "redirect:/admin/clients/" + created.id() + "?status=application-there";
            }
            FormErrors.add(created.problems(), errors);
        }
        return view(RequiredAssurance.NONE, model);
    }

    @GetMapping("/admin/clients/{id}/edit")
    String edit(
            @PathVariable UUID id,
            @ModelAttribute("form") ApplicationForm form,
            BindingResult errors,
            @RequestParam(name = "held", required = false) @Nullable String held,
            Model model) {
        ListedApplication shown = shown(id);
        RequiredAssurance required = RequiredAssurance.of(shown.client().metadata(), acrNames);
        if (held == null || form.version().isEmpty()) {
            model.addAttribute("form", ApplicationForm.of(shown, required));
        }
        model.addAttribute("shown", shown);
        return view(required, model);
    }

    @PostMapping("/admin/clients/{id}/edit")
    String edit(
            @PathVariable UUID id,
            @ModelAttribute("form") ApplicationForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser administrator,
            Model model) {
        ListedApplication shown = shown(id);
        form.check(errors);
        if (!errors.hasErrors()) {
            Edited edited = administration.edit(id, form, administrator.id());
            if (edited.done()) {
                return "redirect:/admin/clients/" + id + "?status=application-saved";
            }
            if (edited.meanwhile()) {
                errors.reject("applications.changed-meanwhile");
                shown = shown(id);
                showNow(shown, form, model);
            }
            FormErrors.add(edited.problems(), errors);
        }
        model.addAttribute("shown", shown);
        return view(RequiredAssurance.of(shown.client().metadata(), acrNames), model);
    }

    /** What was typed stays, on top of the version that is there now. */
    private void showNow(ListedApplication now, ApplicationForm form, Model model) {
        RequiredAssurance required = RequiredAssurance.of(now.client().metadata(), acrNames);
        model.addAttribute("versionNow", now.version());
        model.addAttribute("differences", form.differences(ApplicationForm.of(now, required)));
    }

    private static String view(RequiredAssurance now, Model model) {
        model.addAttribute(
                "requiredOptions",
                now == RequiredAssurance.OTHER ? RequiredAssurance.values() : RequiredAssurance.USUAL);
        return VIEW;
    }

    private ListedApplication shown(UUID id) {
        return rows.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
