package org.vestibule.recovery.internal;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.IdpUser;

/** The form below codes that were just made: its owner says that they are saved. */
@Controller
@RequestMapping("/account/two-factor/recovery-codes/saved")
class CodesSavedController {

    private static final String CODES_PAGE = "redirect:/account/two-factor/recovery-codes";

    private final RecoveryCodeSets sets;
    private final ShownCodes shown;
    private final RecoveryPages pages;

    CodesSavedController(RecoveryCodeSets sets, ShownCodes shown, RecoveryPages pages) {
        this.sets = sets;
        this.shown = shown;
        this.pages = pages;
    }

    /** The way back where a fresh proof was asked meanwhile: the form once more, as long as its codes are kept. */
    @GetMapping
    String back(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SavedForm form,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        return again(user, form, response, model, locale);
    }

    @PostMapping
    String saved(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SavedForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        if (!form.ticked()) {
            errors.rejectValue("saved", "recovery.saved.missing");
            return again(user, form, response, model, locale);
        }
        if (form.made() == null || !sets.confirm(user.id(), form.made())) {
            return CODES_PAGE;
        }
        if (form.shown() != null) {
            shown.forget(user.session().id(), form.shown());
        }
        return "redirect:/account/two-factor?status=recovery-codes-saved";
    }

    private String again(IdpUser user, SavedForm form, HttpServletResponse response, Model model, Locale locale) {
        Optional<FreshCodes> codes = form.shown() == null
                ? Optional.empty()
                : shown.find(user.session().id(), form.shown());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return codes.isPresent() ? pages.codes(user, codes.get(), model, locale) : CODES_PAGE;
    }
}
