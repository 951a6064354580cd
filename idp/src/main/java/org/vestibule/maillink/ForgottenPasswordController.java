package org.vestibule.maillink;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.mail.Mails;
import org.vestibule.signin.Refusals;
import org.vestibule.web.ClientAddress;

/** The page behind <b>Forgot your password?</b>. It says the same whoever asks for whomever. */
@Controller
class ForgottenPasswordController {

    private static final String VIEW = "maillink/forgot";

    private final ForgottenPasswords requests;
    private final Mails mails;
    private final ClientAddress addresses;

    ForgottenPasswordController(ForgottenPasswords requests, Mails mails, ClientAddress addresses) {
        this.requests = requests;
        this.mails = mails;
        this.addresses = addresses;
    }

    @GetMapping("/password/forgot")
    String page(Model model) {
        requireMail();
        model.addAttribute("form", new ForgottenPasswordForm(""));
        return VIEW;
    }

    @PostMapping("/password/forgot")
    String request(
            @ModelAttribute("form") ForgottenPasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        requireMail();
        if (form.username().isBlank()) {
            errors.rejectValue("username", "signin.username.empty");
            return VIEW;
        }
        Optional<Duration> wait = requests.request(form.username(), addresses.of(request), locale);
        if (wait.isPresent()) {
            Refusals.retryAfter(response, Refusals.TOO_MANY_REQUESTS, wait.get());
            errors.reject("signin.throttled", new Object[] {Refusals.minutes(wait.get())}, null);
            return VIEW;
        }
        return "redirect:/password/forgot/sent";
    }

    @GetMapping("/password/forgot/sent")
    String sent() {
        requireMail();
        return "maillink/sent";
    }

    private void requireMail() {
        if (!mails.available()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
