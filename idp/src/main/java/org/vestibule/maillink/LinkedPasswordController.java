package org.vestibule.maillink;

import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.vestibule.signin.Refusals;
import org.vestibule.user.HashQueueFullException;
import org.vestibule.user.PasswordRefusal;
import org.vestibule.user.User;

/**
 * Where mailed links lead. Opening one changes nothing, because mail systems open them too; it works until the form behind it
 * was sent.
 */
@Controller
class LinkedPasswordController {

    private static final String VIEW = "maillink/password";

    private final LinkedPasswords passwords;

    LinkedPasswordController(LinkedPasswords passwords) {
        this.passwords = passwords;
    }

    @GetMapping({"/password/reset", "/activate"})
    String page(
            @ModelAttribute("form") LinkedPasswordForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LinkPurpose purpose = purpose(request);
        return passwords
                .owner(form.token(), purpose)
                .map(person -> view(person, purpose, model))
                .orElseGet(() -> over(purpose, response, model));
    }

    @PostMapping({"/password/reset", "/activate"})
    String set(
            @ModelAttribute("form") LinkedPasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LinkPurpose purpose = purpose(request);
        Optional<User> owner = passwords.owner(form.token(), purpose);
        if (owner.isEmpty()) {
            return over(purpose, response, model);
        }
        if (form.newPassword().isEmpty()) {
            errors.rejectValue("newPassword", "account.password.new.empty");
            return view(owner.get(), purpose, model);
        }
        try {
            Optional<PasswordRefusal> refusal = passwords.set(owner.get(), form.newPassword(), form.token(), purpose);
            if (refusal.isEmpty()) {
                return "redirect:/login?status=" + purpose.id();
            }
            if (refusal.get() == PasswordRefusal.NOT_PERMITTED) {
                return over(purpose, response, model);
            }
            errors.rejectValue("newPassword", refusal.get().messageKey(), new Object[] {passwords.minimum()}, null);
        } catch (HashQueueFullException busy) {
            Duration wait = Duration.ofSeconds(busy.retryAfterSeconds());
            Refusals.retryAfter(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, wait);
            errors.reject("signin.busy", new Object[] {busy.retryAfterSeconds()}, null);
        }
        return view(owner.get(), purpose, model);
    }

    private static LinkPurpose purpose(HttpServletRequest request) {
        return LinkPurpose.ACTIVATION.path().equals(request.getRequestURI())
                ? LinkPurpose.ACTIVATION
                : LinkPurpose.PASSWORD_RESET;
    }

    private String view(User person, LinkPurpose purpose, Model model) {
        model.addAttribute("minimum", passwords.minimum());
        model.addAttribute("username", person.username());
        model.addAttribute("purpose", purpose.id());
        model.addAttribute("action", purpose.path());
        return VIEW;
    }

    private static String over(LinkPurpose purpose, HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_GONE);
        model.addAttribute("purpose", purpose.id());
        return "maillink/over";
    }
}
