package org.vestibule.sample.signin;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button that shows what a refresh changes, and what it does not. */
@Controller
class RefreshController {

    private final TokenRefresh refresh;

    RefreshController(TokenRefresh refresh) {
        this.refresh = refresh;
    }

    @PostMapping("/refresh")
    String refresh(
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes afterwards) {
        TokenRefresh.Outcome outcome = refresh.now(person, request, response);
        if (outcome == TokenRefresh.Outcome.ENDED) {
            new SecurityContextLogoutHandler().logout(request, response, person);
            return "redirect:" + SignInEndedController.PATH;
        }
        afterwards.addFlashAttribute("notice", "refresh." + outcome.name().toLowerCase(Locale.ROOT));
        return "redirect:/how-you-signed-in";
    }
}
