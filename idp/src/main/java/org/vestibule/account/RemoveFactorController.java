package org.vestibule.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;

/** Removes a second factor, after saying what sign-in is like without it. */
@Controller
@RequestMapping("/account/two-factor/{method:totp|sms}/remove")
class RemoveFactorController {

    private static final String OVERVIEW = "redirect:/account/two-factor";

    private final FactorChange change;
    private final OwnFactors factors;
    private final Offers offers;
    private final SignInSessions sessions;

    RemoveFactorController(FactorChange change, OwnFactors factors, Offers offers, SignInSessions sessions) {
        this.change = change;
        this.factors = factors;
        this.offers = offers;
        this.sessions = sessions;
    }

    /** @param id which one; absent where the person has only one of the method */
    @GetMapping
    String ask(
            @AuthenticationPrincipal IdpUser user,
            @PathVariable String method,
            @RequestParam(name = "factor", required = false) @Nullable String id,
            Model model,
            Locale locale) {
        Optional<Enrollment> factor = factors.find(user, FactorMethod.ofId(method), id);
        if (factor.isEmpty()) {
            return OVERVIEW;
        }
        boolean another = factors.another(user, factor.get());
        List<String> remaining = FactorCards.inOrder(user.enrolled()).stream()
                .filter(other -> another || !other.equals(method))
                .toList();
        model.addAttribute("method", method);
        model.addAttribute("factor", factor.get().id());
        model.addAttribute("name", usual(factor.get(), another) ? null : factors.name(factor.get(), locale));
        model.addAttribute("remaining", remaining.isEmpty() ? "none" : remaining.get(0));
        model.addAttribute("removable", removable(user, factor.get()));
        model.addAttribute("keptFor", offers.keptFor(user));
        model.addAttribute(
                "asked",
                !remaining.isEmpty()
                        && sessions.provenBy(user.session().id(), factor.get().id()));
        return "account/remove";
    }

    @PostMapping
    String remove(
            @AuthenticationPrincipal IdpUser user,
            @PathVariable String method,
            @RequestParam(name = "factor", required = false) @Nullable String id) {
        Optional<Enrollment> factor = factors.find(user, FactorMethod.ofId(method), id);
        if (factor.isEmpty()) {
            // pressed twice: it is gone already, which is what was wanted
            return OVERVIEW + "?status=factor-removed";
        }
        if (!removable(user, factor.get())) {
            return OVERVIEW + '/' + method + "/remove?factor=" + factor.get().id();
        }
        boolean another = factors.another(user, factor.get());
        if (!change.remove(user, factor.get())) {
            return OVERVIEW;
        }
        return OVERVIEW + (another ? "?status=factor-removed" : "?status=removed-" + method);
    }

    /** What must stay is one of its method; which of several does not matter (TOTP-15). */
    private boolean removable(IdpUser user, Enrollment factor) {
        return factors.another(user, factor) || offers.removable(user, factor.method());
    }

    private static boolean usual(Enrollment factor, boolean another) {
        return !another && factor.label() == null;
    }
}
