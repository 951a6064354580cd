package org.vestibule.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.logout.Logouts;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;

/** "Sign out" of our own pages, and "Not you?" of the second-factor page, which keeps the request it came with. */
@Controller
class SignOutController {

    private final SignInSessions sessions;
    private final SignInFlow flow;
    private final Logouts logouts;

    SignOutController(SignInSessions sessions, SignInFlow flow, Logouts logouts) {
        this.sessions = sessions;
        this.flow = flow;
        this.logouts = logouts;
    }

    @PostMapping("/logout")
    String signOut(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (user != null) {
            sessions.signOut(user, response);
        }
        // WEB-05: nothing of the signed-in pages stays behind in a shared computer
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return flow.returnTo(signed, request).isPresent()
                ? SignInFlow.page("/login", signed)
                : "redirect:" + SignedOutPage.address(clientId, settled(user), null, null);
    }

    /** The question before signing out, when an LMS sent the visitor without a valid hint. */
    @GetMapping("/logout/confirm")
    String confirm(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            Model model) {
        if (user == null) {
            return "redirect:" + SignedOutPage.address(clientId, Optional.empty(), null, null);
        }
        model.addAttribute("clientId", clientId);
        return "signin/sign-out";
    }

    /** What the page may show of the session that ended, after a short wait for the LMSs. */
    private Optional<String> settled(@Nullable IdpUser user) {
        if (user == null) {
            return Optional.empty();
        }
        logouts.await(user.session().id());
        return logouts.receipt(user.session().id());
    }
}
