package org.vestibule.signin;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorSending;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.CookieCsrfTokens;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.web.ClientAddress;

/** The second-factor page and the choice of method. Opening or reloading them sends nothing. */
@Controller
class SecondFactorController {

    private static final String VIEW = "signin/second-factor";
    private static final String NO_METHOD = "signin/no-method";

    private final SignInFlow flow;
    private final FactorChoices choices;
    private final SecondFactorStep step;
    private final KnownBrowsers browsers;
    private final ClientAddress addresses;
    private final CookieCsrfTokens csrfTokens;

    SecondFactorController(
            SignInFlow flow,
            FactorChoices choices,
            SecondFactorStep step,
            KnownBrowsers browsers,
            ClientAddress addresses,
            CookieCsrfTokens csrfTokens) {
        this.browsers = browsers;
        this.flow = flow;
        this.choices = choices;
        this.step = step;
        this.addresses = addresses;
        this.csrfTokens = csrfTokens;
    }

    @GetMapping("/login/second-factor")
    String page(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(required = false) @Nullable String method,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        if (user == null || flow.needsPassword(returnTo, user)) {
            return SignInFlow.page("/login", signed);
        }
        if (flow.mustSetUp(user)) {
            return SignInFlow.page("/account/two-factor/set-up", signed);
        }
        FactorRequest factorRequest = FactorChoices.request(user, addresses.of(request));
        List<SecondFactor> available = choices.of(user, factorRequest);
        flow.prepare(model, signed, returnTo, request);
        model.addAttribute("username", user.user().username());
        if (available.isEmpty()) {
            // with enrolments there is a proof to give, and no way to give it: going on would only lead back here
            return flow.owesSecondFactor(user) || !user.enrolled().isEmpty() || flow.owesConfirmation(user)
                    ? NO_METHOD
                    : flow.onwards(returnTo, user);
        }
        SecondFactor factor = FactorChoices.pick(available, method).orElseGet(() -> available.get(0));
        model.addAttribute("form", new CodeForm(null));
        show(model, user, factor, factorRequest, available);
        return VIEW;
    }

    @GetMapping("/login/second-factor/methods")
    String methods(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        if (user == null || flow.needsPassword(returnTo, user)) {
            return SignInFlow.page("/login", signed);
        }
        FactorRequest factorRequest = FactorChoices.request(user, addresses.of(request));
        flow.prepare(model, signed, returnTo, request);
        model.addAttribute("username", user.user().username());
        model.addAttribute("choices", FactorChoices.lines(choices.of(user, factorRequest), factorRequest));
        return "signin/methods";
    }

    @PostMapping("/login/second-factor/send")
    String send(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam String method,
            @RequestParam(name = "factor", required = false) @Nullable String phone,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        if (user == null || flow.needsPassword(returnTo, user)) {
            return SignInFlow.page("/login", signed);
        }
        FactorRequest factorRequest = FactorChoices.request(user, addresses.of(request));
        List<SecondFactor> available = choices.of(user, factorRequest);
        Optional<SecondFactor> factor = FactorChoices.pick(available, method);
        if (factor.isEmpty()) {
            return SignInFlow.secondFactor(signed);
        }
        FactorSending sending =
                factor.get().send(factorRequest, FactorChoices.chosen(factor.get(), factorRequest, phone));
        if (sending == FactorSending.FAILED) {
            CodeForm form = new CodeForm(null);
            BindingResult errors = new BeanPropertyBindingResult(form, "form");
            boolean mail = factor.get().method().isGivenCode();
            errors.reject(mail ? "mail-code.hint.unavailable" : "signin.second.send-failed");
            flow.prepare(model, signed, returnTo, request);
            model.addAttribute("username", user.user().username());
            model.addAttribute("form", form);
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
            show(model, user, factor.get(), factorRequest, available);
            return VIEW;
        }
        return SignInFlow.secondFactor(signed)
                + (signed == null || signed.isEmpty() ? "?" : "&")
                + "method=" + factor.get().method().id()
                + (sending == FactorSending.SENT ? "&status=code-sent" : "");
    }

    @PostMapping("/login/second-factor")
    String submit(
            @ModelAttribute("form") CodeForm form,
            BindingResult errors,
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(required = false) @Nullable String method,
            @RequestParam(required = false) @Nullable String trustBrowser,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        if (user == null || flow.needsPassword(returnTo, user)) {
            return SignInFlow.page("/login", signed);
        }
        FactorRequest factorRequest = FactorChoices.request(user, addresses.of(request));
        List<SecondFactor> available = choices.of(user, factorRequest);
        Optional<SecondFactor> picked = FactorChoices.pick(available, method);
        if (picked.isEmpty()) {
            return SignInFlow.secondFactor(signed);
        }
        SecondFactor factor = picked.get();
        flow.prepare(model, signed, returnTo, request);
        Optional<String> code = TypedFactorCode.read(factor.method(), form.code(), errors);
        if (code.isPresent()) {
            boolean trusting = "true".equals(trustBrowser) && choices.trustOffered(user, factor) > 0;
            FactorOutcome outcome =
                    step.verify(user, factor, factorRequest, code.get(), trusting ? request : null, response);
            if (outcome instanceof FactorOutcome.Accepted) {
                String onwards = flow.onwards(returnTo, user);
                if (factor.method() == FactorMethod.SET_UP_CODE || factor.method() == FactorMethod.SET_UP_MAIL) {
                    return onwards;
                }
                if (!user.session().shared()) {
                    browsers.remember(request, user.id(), user.session().id());
                }
                if (factor.method() == FactorMethod.MAIL_CODE
                        && flow.mayPutOffUntil(user).isPresent()) {
                    return SignInFlow.page("/login/reminder", signed);
                }
                return choices.reminder(factorRequest)
                        .map(page -> SignInFlow.page(page, signed))
                        .orElse(onwards);
            }
            FactorRefusals.report(outcome, factor.method(), errors, response);
            if (outcome instanceof FactorOutcome.ChallengeOver) {
                csrfTokens.prepareSignIn(request, response);
                model.addAttribute("form", LoginForm.empty(""));
                model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", FactorRefusals.startOver());
                return "signin/login";
            }
        }
        model.addAttribute("username", user.user().username());
        model.addAttribute("trustTicked", "true".equals(trustBrowser));
        show(model, user, factor, factorRequest, available);
        return VIEW;
    }

    private void show(
            Model model, IdpUser user, SecondFactor factor, FactorRequest factorRequest, List<SecondFactor> available) {
        model.addAttribute("trustDays", choices.trustOffered(user, factor));
        model.addAttribute("method", factor.method());
        model.addAttribute("prompt", factor.prompt(factorRequest));
        model.addAttribute(
                "severalMethods", FactorChoices.lines(available, factorRequest).size() > 1);
    }
}
