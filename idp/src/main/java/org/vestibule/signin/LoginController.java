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
import org.springframework.web.util.UriComponentsBuilder;
import org.vestibule.lab.SharedComputers;
import org.vestibule.mail.Mails;
import org.vestibule.session.IdpUser;
import org.vestibule.session.Visitor;

/** The password page. */
@Controller
class LoginController {

    private static final String VIEW = "signin/login";

    private final SignInFlow flow;
    private final PasswordStep passwords;
    private final SignInStart start;
    private final KnownBrowsers browsers;
    private final SharedComputers computers;
    private final Mails mails;

    LoginController(
            SignInFlow flow,
            PasswordStep passwords,
            SignInStart start,
            KnownBrowsers browsers,
            SharedComputers computers,
            Mails mails) {
        this.mails = mails;
        this.browsers = browsers;
        this.flow = flow;
        this.passwords = passwords;
        this.start = start;
        this.computers = computers;
    }

    @ModelAttribute("canReset")
    boolean canReset() {
        return mails.available();
    }

    @GetMapping("/login")
    String page(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        boolean forced = returnTo.filter(ReturnTo::forced).isPresent();
        if (user != null && !forced && user.session().complete() && !flow.needsPassword(returnTo, user)) {
            return flow.owesSecondFactor(user) ? SignInFlow.secondFactor(signed) : flow.onwards(returnTo, user);
        }
        flow.prepare(model, signed, returnTo, request);
        // nobody's name stands in the form of a browser that others use
        Optional<ReturnTo> hinting =
                returnTo.filter(hinted -> computers.of(request).isEmpty());
        model.addAttribute(
                "form", LoginForm.empty(hinting.map(LoginController::hint).orElse("")));
        return VIEW;
    }

    @PostMapping("/login")
    String submit(
            @ModelAttribute("form") LoginForm form,
            BindingResult errors,
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        flow.prepare(model, signed, returnTo, request);
        if (form.username().isBlank()) {
            errors.rejectValue("username", "signin.username.empty");
        }
        if (form.password().isEmpty()) {
            errors.rejectValue("password", "signin.password.empty");
        }
        if (errors.hasErrors()) {
            return VIEW;
        }
        PasswordOutcome outcome = passwords.check(form.username(), form.password(), request);
        if (outcome instanceof PasswordOutcome.Accepted accepted) {
            Visitor visitor = computers.visitor(request);
            // whoever left a shared computer without signing out goes on, or ends now
            IdpUser former =
                    user == null && visitor.shared() ? start.left(request).orElse(null) : user;
            SignInStart.Started started = start.start(
                    accepted.user(),
                    former,
                    visitor,
                    flow.trust(returnTo, request).orElse(null),
                    response);
            computers.used(visitor, request, response);
            if (started.secondFactorOwed()) {
                return SignInFlow.secondFactor(signed);
            }
            if (!visitor.shared()) {
                browsers.remember(request, accepted.user().id(), started.sessionId());
            }
            String onwards = flow.finish(returnTo, started.sessionId(), false);
            return started.reminded() ? SignInFlow.page("/login/reminder", signed) : "redirect:" + onwards;
        }
        PasswordRefusals.report(outcome, null, "signin.wrong", errors, response);
        return VIEW;
    }

    /** OpenID Connect Core section 3.1.2.1: the LMS may know the name already. It only fills the field. */
    private static String hint(ReturnTo returnTo) {
        String hint = UriComponentsBuilder.fromUriString(returnTo.url())
                .build()
                .getQueryParams()
                .getFirst("login_hint");
        return hint == null ? "" : Refusals.decoded(hint);
    }
}
