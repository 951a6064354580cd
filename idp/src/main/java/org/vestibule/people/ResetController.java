package org.vestibule.people;

import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.session.IdpUser;
import org.vestibule.user.HashQueueFullException;

/** Reset 2-factor authentication: the page that asks for the reason, and what follows (MFA-17). */
@Controller
@RequestMapping("/admin/users/{id}/reset-two-factor")
class ResetController {

    private static final String VIEW = "people/reset";

    private final PersonAccounts accounts;
    private final FactorResets resets;

    ResetController(PersonAccounts accounts, FactorResets resets) {
        this.accounts = accounts;
        this.resets = resets;
    }

    @GetMapping
    String ask(@PathVariable UUID id, @ModelAttribute("form") ResetForm form, BindingResult errors, Model model) {
        return view(account(id), model);
    }

    @PostMapping
    String reset(
            @PathVariable UUID id,
            @ModelAttribute("form") ResetForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser administrator,
            HttpServletResponse response,
            Model model) {
        PersonAccount account = account(id);
        form.check(errors);
        if (id.equals(administrator.id())) {
            errors.reject("people.own-account");
        }
        if (errors.hasErrors()) {
            return view(account, model);
        }
        try {
            Optional<String> code = resets.reset(account.user(), form.reason(), administrator.id());
            return code.isPresent()
                    ? show(code.get(), account, response, model)
                    : "redirect:/admin/users/" + id + "?status=person-reset-two-factor";
        } catch (HashQueueFullException busy) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(busy.retryAfterSeconds()));
            errors.reject("signin.busy", new Object[] {busy.retryAfterSeconds()}, null);
            return view(account, model);
        }
    }

    /** Shown once, as the answer to the form; nobody keeps it. */
    private static String show(String code, PersonAccount account, HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("account", account);
        model.addAttribute("code", code);
        model.addAttribute("hours", SetUpCodes.LIFE.toHours());
        return "people/set-up-code";
    }

    private static String view(PersonAccount account, Model model) {
        model.addAttribute("account", account);
        return VIEW;
    }

    private PersonAccount account(UUID id) {
        return accounts.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
