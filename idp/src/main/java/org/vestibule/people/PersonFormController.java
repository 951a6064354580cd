package org.vestibule.people;

import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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
import org.vestibule.session.IdpUser;

/** New accounts and changes of them. */
@Controller
class PersonFormController {

    private static final String VIEW = "people/form";

    private final PersonAccounts accounts;
    private final PeopleAdministration administration;

    PersonFormController(PersonAccounts accounts, PeopleAdministration administration) {
        this.accounts = accounts;
        this.administration = administration;
    }

    /** What was typed comes along where a fresh proof was asked in between. */
    @GetMapping("/admin/users/new")
    String create(@ModelAttribute("form") PersonForm form) {
        return VIEW;
    }

    @PostMapping("/admin/users/new")
    String create(
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser administrator) {
        form.checkUsername(errors);
        form.check(errors);
        if (!errors.hasErrors()) {
            try {
                UUID id = administration.create(form, administrator.id());
                return "redirect:/admin/users/" + id + "?status=person-created";
            } catch (DuplicateKeyException taken) {
                boolean name = Objects.toString(taken.getMessage()).contains("app_user_username_key_uq");
                errors.rejectValue(name ? "username" : "email", name ? "people.username.taken" : "people.email.taken");
            }
        }
        return VIEW;
    }

    @GetMapping("/admin/users/{id}/edit")
    String edit(
            @PathVariable UUID id,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            @RequestParam(name = "held", required = false) @Nullable String held,
            Model model) {
        PersonAccount account = account(id);
        if (held == null) {
            model.addAttribute("form", PersonForm.of(account));
        }
        model.addAttribute("account", account);
        return VIEW;
    }

    @PostMapping("/admin/users/{id}/edit")
    String edit(
            @PathVariable UUID id,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser administrator,
            Model model) {
        PersonAccount account = account(id);
        model.addAttribute("account", account);
        form.check(errors);
        if (errors.hasErrors()) {
            return VIEW;
        }
        try {
            switch (administration.edit(account.user(), form, administrator.id())) {
                case DONE -> {
                    return "redirect:/admin/users/" + id + "?status=person-saved";
                }
                case LAST_ADMINISTRATOR -> errors.rejectValue("administrator", "people.last-administrator");
                default -> {
                    errors.reject("people.changed-meanwhile");
                    showNow(account(id), form, model);
                }
            }
        } catch (DuplicateKeyException taken) {
            errors.rejectValue("email", "people.email.taken");
        }
        return VIEW;
    }

    /** What was typed stays, on top of the version that is there now. */
    private static void showNow(PersonAccount account, PersonForm form, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("versionNow", account.version());
        model.addAttribute("differences", form.differences(PersonForm.of(account)));
    }

    private PersonAccount account(UUID id) {
        return accounts.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
