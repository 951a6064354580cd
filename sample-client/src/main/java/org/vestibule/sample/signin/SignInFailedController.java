package org.vestibule.sample.signin;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.sample.web.Reference;

/** The page after a sign-in that came to nothing. */
@Controller
class SignInFailedController {

    static final String PATH = "/sign-in/failed";

    private final Provider provider;

    SignInFailedController(Provider provider) {
        this.provider = provider;
    }

    @GetMapping(PATH)
    String failed(
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String reference,
            HttpServletResponse response,
            Model model) {
        SignInFailure failure = SignInFailure.of(reason);
        response.setStatus(failure.status().value());
        model.addAttribute("reason", failure.word());
        if (Reference.matches(reference)) {
            model.addAttribute("reference", reference);
        }
        if (failure == SignInFailure.TWO_FACTOR_NEEDED) {
            model.addAttribute("accountPage", provider.accountPage());
        }
        return "signin/failed";
    }
}
