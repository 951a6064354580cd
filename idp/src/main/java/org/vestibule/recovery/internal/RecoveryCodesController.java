package org.vestibule.recovery.internal;

import jakarta.servlet.http.HttpServletRequest;
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

/** How many recovery codes are left, and the button that makes new ones. */
@Controller
@RequestMapping(RecoveryCodesController.PATH)
class RecoveryCodesController {

    static final String PATH = "/account/two-factor/recovery-codes";
    static final String REMINDER = PATH + "/reminder";

    private static final String NO_FACTOR = "redirect:/account?status=no-second-factor";

    private final NewCodesPage newCodes;
    private final RecoveryPages pages;

    RecoveryCodesController(NewCodesPage newCodes, RecoveryPages pages) {
        this.newCodes = newCodes;
        this.pages = pages;
    }

    @GetMapping
    String show(@AuthenticationPrincipal IdpUser user, HttpServletResponse response, Model model) {
        if (user.enrolled().isEmpty()) {
            return NO_FACTOR;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return pages.state(user.id(), model);
    }

    /** Comes between a sign-in and what it was for, while few codes are left; with none left it offers no way around new ones. */
    @GetMapping("/reminder")
    String remind(@AuthenticationPrincipal IdpUser user, HttpServletResponse response, Model model) {
        if (user.enrolled().isEmpty()) {
            return NO_FACTOR;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        pages.state(user.id(), model);
        return "recovery/reminder";
    }

    /** @param made when the set was made that is to be replaced */
    @PostMapping
    String create(
            @AuthenticationPrincipal IdpUser user,
            @RequestParam(required = false) @Nullable String made,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return user.enrolled().isEmpty() ? NO_FACTOR : newCodes.showAnew(user, made, request, response, model);
    }
}
