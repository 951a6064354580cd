package org.vestibule.account;

import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.session.IdpUser;
import org.vestibule.session.OpenSessions;
import org.vestibule.session.SignInSessions;
import org.vestibule.trust.TrustedBrowsers;

/**
 * Where a person is signed in, and the ends that the person puts to it (MFA-19). Asks for no fresh proof: whoever wants a
 * stranger out should not be kept, and a stranger gains nothing by it.
 */
@Controller
@RequestMapping("/account/sessions")
class SessionsController {

    private final OpenSessions open;
    private final SignInSessions sessions;
    private final TrustedBrowsers trusted;

    SessionsController(OpenSessions open, SignInSessions sessions, TrustedBrowsers trusted) {
        this.trusted = trusted;
        this.open = open;
        this.sessions = sessions;
    }

    @GetMapping
    String show(@AuthenticationPrincipal IdpUser user, Model model) {
        model.addAttribute("open", open.of(user.id()));
        model.addAttribute("here", user.session().id());
        return "account/sessions";
    }

    @PostMapping("/{id}/end")
    String end(@AuthenticationPrincipal IdpUser user, @PathVariable UUID id, HttpServletResponse response) {
        if (id.equals(user.session().id())) {
            sessions.signOut(user, response);
            return "redirect:/login";
        }
        if (!open.end(user.id(), id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/account/sessions?status=session-ended";
    }

    @PostMapping("/end-others")
    String endOthers(@AuthenticationPrincipal IdpUser user) {
        sessions.endOthers(user.id(), user.session().id(), "ended-by-owner");
        // where no session runs a browser may be trusted all the same (MFA-12)
        trusted.removeAll(user.id(), user.id(), "ended-by-owner");
        return "redirect:/account/sessions?status=other-sessions-ended";
    }
}
