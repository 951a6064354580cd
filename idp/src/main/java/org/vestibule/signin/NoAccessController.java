package org.vestibule.signin;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.IdpUser;
import org.vestibule.web.ClientAddress;

/**
 * <b>I can't use my method</b>: what this very person can do instead, and whom to ask where that is nothing. After the
 * password only, as the chooser, and it tells nothing that the chooser does not (MFA-15).
 */
@Controller
class NoAccessController {

    private final SignInFlow flow;
    private final FactorChoices choices;
    private final ClientAddress addresses;

    NoAccessController(SignInFlow flow, FactorChoices choices, ClientAddress addresses) {
        this.flow = flow;
        this.choices = choices;
        this.addresses = addresses;
    }

    /** @param method the one that cannot be used */
    @GetMapping("/login/second-factor/no-access")
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
        FactorRequest factorRequest = FactorChoices.request(user, addresses.of(request));
        List<SecondFactor> others = choices.of(user, factorRequest).stream()
                .filter(factor -> !factor.method().id().equals(method)
                        || factor.options(factorRequest).size() > 1)
                .toList();
        flow.prepare(model, signed, returnTo, request);
        model.addAttribute("username", user.user().username());
        model.addAttribute("choices", FactorChoices.lines(others, factorRequest));
        return "signin/no-access";
    }
}
