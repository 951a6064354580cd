package org.vestibule.people;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.session.IdpUser;

/** The browsers that a person trusts, for whoever may help that person; they only ever remove some (MFA-12). */
@Controller
@RequestMapping("/admin/users/{id}/trusted-browsers")
class PersonTrustController {

    private static final String ALL = "all";

    private final PersonAccounts accounts;
    private final PersonTrust trust;

    PersonTrustController(PersonAccounts accounts, PersonTrust trust) {
        this.accounts = accounts;
        this.trust = trust;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        PersonAccount account = account(id);
        model.addAttribute("account", account);
        model.addAttribute("trusted", trust.of(account.user()));
        return "people/trusted-browsers";
    }

    /** @param browser the id of one of them, or {@code all} */
    @PostMapping
    String remove(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String browser,
            @AuthenticationPrincipal IdpUser helper) {
        account(id);
        String list = "redirect:/admin/users/" + id + "/trusted-browsers?status=";
        if (ALL.equals(browser)) {
            trust.removeAll(id, helper.id());
            return list + "all-trust-removed";
        }
        if (!trust.remove(id, browser(browser), helper.id())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return list + "trust-removed";
    }

    private static UUID browser(@Nullable String id) {
        try {
            return UUID.fromString(id == null ? "" : id);
        } catch (IllegalArgumentException malformed) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, malformed);
        }
    }

    private PersonAccount account(UUID id) {
        return accounts.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
