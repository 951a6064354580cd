package org.vestibule.account;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.maillink.AddressLinks;
import org.vestibule.session.IdpUser;
import org.vestibule.signin.Refusals;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.User;

/** Another e-mail address, or the proof of the present one: a link is mailed there, and nothing changes before it is used. */
@Controller
@RequestMapping("/account/email")
class EmailController {

    private static final String VIEW = "account/email";

    private final AddressLinks links;

    EmailController(AddressLinks links) {
        this.links = links;
    }

    /** What was typed comes along where a fresh proof was asked in between. */
    @GetMapping
    String show(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") EmailForm form,
            BindingResult errors,
            @RequestParam(name = "held", required = false) @Nullable String held,
            Model model) {
        requireMail();
        User person = user.user();
        if (held == null) {
            String unproven = person.emailVerified() ? "" : Objects.requireNonNullElse(person.email(), "");
            model.addAttribute("form", new EmailForm(unproven));
        }
        return VIEW;
    }

    @PostMapping
    String request(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") EmailForm form,
            BindingResult errors,
            HttpServletResponse response) {
        requireMail();
        Optional<String> problem = problem(user.user(), form);
        if (problem.isPresent()) {
            errors.rejectValue("email", problem.get());
            return VIEW;
        }
        Optional<Duration> wait = links.request(user.user(), form.email());
        if (wait.isPresent()) {
            Refusals.retryAfter(response, Refusals.TOO_MANY_REQUESTS, wait.get());
            errors.reject("signin.throttled", new Object[] {Refusals.minutes(wait.get())}, null);
            return VIEW;
        }
        return "redirect:/account?status=email-link-sent";
    }

    private static Optional<String> problem(User person, EmailForm form) {
        if (!form.valid()) {
            return Optional.of("account.email.invalid");
        }
        Optional<CanonicalName> wanted = CanonicalName.of(form.email());
        if (person.verifiedEmail().flatMap(CanonicalName::of).equals(wanted)) {
            return Optional.of("account.email.same");
        }
        // such a name is its owner's verified address (PWD-14), and a name never changes
        return nameIsAddress(person) ? Optional.of("account.email.username") : Optional.empty();
    }

    static boolean nameIsAddress(User person) {
        return CanonicalName.of(person.username())
                .filter(CanonicalName::looksLikeAddress)
                .isPresent();
    }

    private void requireMail() {
        if (!links.available()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
