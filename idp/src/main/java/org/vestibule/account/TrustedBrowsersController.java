package org.vestibule.account;

import java.util.UUID;

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
import org.vestibule.trust.TrustedBrowsers;

/** The browsers that a person trusts. Removing one asks for no fresh proof: it only ever asks for more afterwards. */
@Controller
@RequestMapping("/account/trusted-browsers")
class TrustedBrowsersController {

    private static final String LIST = "redirect:/account/trusted-browsers";

    private final TrustedBrowsers trusted;

    TrustedBrowsersController(TrustedBrowsers trusted) {
        this.trusted = trusted;
    }

    @GetMapping
    String show(@AuthenticationPrincipal IdpUser user, Model model) {
        model.addAttribute("trusted", trusted.of(user.user()));
        return "account/trusted-browsers";
    }

    @PostMapping("/{id}/remove")
    String remove(@AuthenticationPrincipal IdpUser user, @PathVariable UUID id) {
        if (!trusted.remove(user.id(), id, user.id())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return LIST + "?status=trust-removed";
    }

    @PostMapping("/remove-all")
    String removeAll(@AuthenticationPrincipal IdpUser user) {
        trusted.removeAll(user.id(), user.id(), "by-hand");
        return LIST + "?status=all-trust-removed";
    }
}
