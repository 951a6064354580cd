package org.vestibule.recovery.internal;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.session.IdpUser;

/**
 * Shows new recovery codes once. The GET after a first set-up makes them, as there are none then; from then on only the
 * button does, and a reload leads to it.
 */
@Controller
@RequestMapping("/account/two-factor/recovery-codes")
class RecoveryCodesController {

    private static final String NO_FACTOR = "redirect:/account?status=no-second-factor";

    private final RecoveryCodeMaker maker;
    private final ShownCodes shown;
    private final RecoveryPages pages;

    RecoveryCodesController(RecoveryCodeMaker maker, ShownCodes shown, RecoveryPages pages) {
        this.maker = maker;
        this.shown = shown;
        this.pages = pages;
    }

    @GetMapping
    String show(@AuthenticationPrincipal IdpUser user, HttpServletResponse response, Model model, Locale locale) {
        return user.enrolled().isEmpty()
                ? NO_FACTOR
                : page(user, maker.makeWhereNone(user.id(), user.session().id()), response, model, locale);
    }

    /** @param made when the set was made that is to be replaced */
    @PostMapping
    String create(
            @AuthenticationPrincipal IdpUser user,
            @RequestParam @Nullable String made,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        return user.enrolled().isEmpty()
                ? NO_FACTOR
                : page(user, maker.makeAnew(user.id(), user.session().id(), made), response, model, locale);
    }

    private String page(
            IdpUser user, Optional<FreshCodes> fresh, HttpServletResponse response, Model model, Locale locale) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (fresh.isEmpty()) {
            return pages.state(user.id(), model);
        }
        String id = shown.keep(user.session().id(), fresh.get());
        model.addAttribute("form", new SavedForm(id, fresh.get().madeAt().toString(), null));
        return pages.codes(user, fresh.get(), model, locale);
    }
}
