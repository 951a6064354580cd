package org.vestibule.signin;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;

/** "Sign out" of our own pages, and "Not you?" of the second-factor page, which keeps the request it came with. */
@Controller
class SignOutController {

    private final SignInSessions sessions;
    private final SignInFlow flow;
    private final Clients clients;

    SignOutController(SignInSessions sessions, SignInFlow flow, Clients clients) {
        this.sessions = sessions;
        this.flow = flow;
        this.clients = clients;
    }

    @PostMapping("/logout")
    String signOut(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean signInAgain = flow.returnTo(signed, request).isPresent();
        if (user != null) {
            sessions.signOut(user, response);
        }
        // WEB-05: nothing of the signed-in pages stays behind in a shared computer
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return signInAgain ? SignInFlow.page("/login", signed) : signedOut(clientId);
    }

    /** The question before signing out, when an LMS sent the visitor without a valid hint. */
    @GetMapping("/logout/confirm")
    String confirm(
            @AuthenticationPrincipal @Nullable IdpUser user,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            Model model) {
        if (user == null) {
            return signedOut(clientId);
        }
        model.addAttribute("clientId", clientId);
        return "signin/sign-out";
    }

    @GetMapping("/signed-out")
    String signedOut(@RequestParam(name = "client_id", required = false) @Nullable String clientId, Model model) {
        LmsClient client =
                clientId == null ? null : clients.byClientId(clientId).orElse(null);
        if (client != null && !client.metadata().postLogoutRedirectUris().isEmpty()) {
            model.addAttribute("clientName", client.name());
            model.addAttribute(
                    "clientAddress", client.metadata().postLogoutRedirectUris().get(0));
        }
        return "signin/signed-out";
    }

    private static String signedOut(@Nullable String clientId) {
        return clientId == null
                ? "redirect:/signed-out"
                : "redirect:/signed-out?client_id=" + UriUtils.encode(clientId, StandardCharsets.UTF_8);
    }
}
