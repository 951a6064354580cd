package org.vestibule.sample.signin;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import tools.jackson.databind.json.JsonMapper;

/** Shows which proof the provider asked for, in words and as it was sent. */
@Controller
class SignInReportController {

    private final JsonMapper json;

    SignInReportController(JsonMapper json) {
        this.json = json;
    }

    @GetMapping("/how-you-signed-in")
    String report(@AuthenticationPrincipal OidcUser user, Model model) {
        model.addAttribute("signIn", SignInReport.of(user.getIdToken()));
        model.addAttribute(
                "claims", json.readTree(SignInReport.payload(user.getIdToken())).toPrettyString());
        return "signin/how-you-signed-in";
    }
}
