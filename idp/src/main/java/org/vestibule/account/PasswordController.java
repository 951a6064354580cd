package org.vestibule.account;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.signin.PasswordOutcome;
import org.vestibule.signin.PasswordRefusals;
import org.vestibule.signin.PasswordStep;
import org.vestibule.user.PasswordRefusal;
import org.vestibule.user.Passwords;
import org.vestibule.web.ClientAddress;

/** The password change (PWD-09). */
@Controller
@RequestMapping("/account/password")
class PasswordController {

    private static final String VIEW = "account/password";

    private final PasswordStep currentPassword;
    private final Passwords passwords;
    private final SignInSessions sessions;
    private final ClientAddress addresses;

    PasswordController(
            PasswordStep currentPassword, Passwords passwords, SignInSessions sessions, ClientAddress addresses) {
        this.currentPassword = currentPassword;
        this.passwords = passwords;
        this.sessions = sessions;
        this.addresses = addresses;
    }

    @GetMapping
    String show(@AuthenticationPrincipal IdpUser user, Model model) {
        model.addAttribute("form", new PasswordForm("", ""));
        return view(user, model);
    }

    @PostMapping
    String change(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (form.currentPassword().isEmpty()) {
            errors.rejectValue("currentPassword", "account.password.current.empty");
        }
        if (form.newPassword().isEmpty()) {
            errors.rejectValue("newPassword", "account.password.new.empty");
        }
        if (errors.hasErrors()) {
            return view(user, model);
        }
        // counted against the same limits as at sign-in
        PasswordOutcome proof = currentPassword.check(user.user(), form.currentPassword(), addresses.of(request));
        if (!(proof instanceof PasswordOutcome.Accepted)) {
            PasswordRefusals.report(proof, "currentPassword", "account.password.current.wrong", errors, response);
            return view(user, model);
        }
        Optional<PasswordRefusal> refusal =
                passwords.change(user.user(), form.newPassword(), user.session().id());
        if (refusal.isPresent()) {
            errors.rejectValue("newPassword", refusal.get().messageKey(), new Object[] {passwords.minimum()}, null);
            return view(user, model);
        }
        sessions.provePassword(user.session().id(), true, response);
        return "redirect:/account?status=password-changed";
    }

    private String view(IdpUser user, Model model) {
        model.addAttribute("minimum", passwords.minimum());
        model.addAttribute("username", user.user().username());
        return VIEW;
    }
}
