package org.vestibule.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.web.ClientAddress;

/** "Confirm that it's you": the password once more, then the second factor where the account has one. */
@Controller
class ConfirmController {

    private static final String VIEW = "signin/confirm";

    private final SignInFlow flow;
    private final PasswordStep passwords;
    private final SignInSessions sessions;
    private final SignInEvents events;
    private final ClientAddress addresses;
    private final FactorChoices choices;

    ConfirmController(
            SignInFlow flow,
            PasswordStep passwords,
            SignInSessions sessions,
            SignInEvents events,
            ClientAddress addresses,
            FactorChoices choices) {
        this.flow = flow;
        this.passwords = passwords;
        this.sessions = sessions;
        this.events = events;
        this.addresses = addresses;
        this.choices = choices;
    }

    @GetMapping("/login/confirm")
    String page(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        if (user == null) {
            return SignInFlow.page("/login", signed);
        }
        if (flow.owesSecondFactor(user)) {
            return SignInFlow.secondFactor(signed);
        }
        flow.prepare(model, signed, returnTo, request);
        model.addAttribute("username", user.user().username());
        model.addAttribute("form", new ConfirmForm(null));
        return VIEW;
    }

    @PostMapping("/login/confirm")
    String submit(
            @ModelAttribute("form") ConfirmForm form,
            BindingResult errors,
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        if (user == null) {
            return SignInFlow.page("/login", signed);
        }
        if (flow.owesSecondFactor(user)) {
            return SignInFlow.secondFactor(signed);
        }
        flow.prepare(model, signed, returnTo, request);
        model.addAttribute("username", user.user().username());
        if (form.password() == null || form.password().isEmpty()) {
            errors.rejectValue("password", "signin.password.empty");
            return VIEW;
        }
        PasswordOutcome outcome = passwords.check(user.user(), form.password(), addresses.of(request));
        if (outcome instanceof PasswordOutcome.Accepted
                && sessions.provePassword(user.session().id(), true, response)) {
            events.passwordAccepted(user.id(), user.session().id());
            if (user.enrolled().isEmpty()) {
                return flow.onwards(returnTo, user);
            }
            choices.sendFirst(user.user(), user.enrolled(), FactorChoices.request(user, addresses.of(request)));
            return SignInFlow.secondFactor(signed);
        }
        PasswordRefusals.report(outcome, "password", "signin.confirm.wrong", errors, response);
        return VIEW;
    }
}
