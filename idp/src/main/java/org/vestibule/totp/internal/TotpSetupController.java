package org.vestibule.totp.internal;

import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.enrollment.Place;
import org.vestibule.enrollment.TypedCode;
import org.vestibule.recovery.FirstRecoveryCodes;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.web.ClientAddress;

/** The page that sets up an authenticator app. Only the GET that makes a secret shows it (TOTP-11). */
@Controller
@RequestMapping(TotpSetupController.PATH)
class TotpSetupController {

    static final String PATH = "/account/two-factor/totp";

    private static final String OVERVIEW = "redirect:/account/two-factor";
    private static final String FULL = OVERVIEW + "?status=factors-full";
    private static final String AGAIN = "again";
    private static final String NOT_OFFERED = "redirect:/account?status=app-not-offered";

    private final TotpSetups setups;
    private final SecuritySettingsStore settings;
    private final ClientAddress address;
    private final FirstRecoveryCodes recoveryCodes;

    TotpSetupController(
            TotpSetups setups,
            SecuritySettingsStore settings,
            ClientAddress address,
            FirstRecoveryCodes recoveryCodes) {
        this.setups = setups;
        this.settings = settings;
        this.address = address;
        this.recoveryCodes = recoveryCodes;
    }

    /**
     * @param add set where the app comes in addition to others
     * @param replaces which app it takes the place of
     * @param held set when this is the way back from a fresh proof: then the app has the entry of the set-up already
     */
    @GetMapping
    String open(
            @AuthenticationPrincipal IdpUser user,
            @RequestParam @Nullable String held,
            @RequestParam @Nullable String add,
            @RequestParam @Nullable String replaces,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!offered(user)) {
            return NOT_OFFERED;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<UUID> running = held == null ? Optional.empty() : setups.running(user);
        if (running.isPresent()) {
            model.addAttribute("form", new TotpSetupForm(running.get().toString(), null));
            model.addAttribute(AGAIN, PATH + setups.query(user));
            return "totp/confirm";
        }
        Optional<Place> place = setups.place(user, add != null, replaces);
        if (place.isEmpty()) {
            return add == null ? OVERVIEW : FULL;
        }
        OpenedSetup opened = setups.open(user, place.get(), address.of(request));
        model.addAttribute("form", new TotpSetupForm(opened.id().toString(), null));
        model.addAttribute("setup", opened);
        model.addAttribute("replaces", place.get().replaces() != null);
        return "totp/setup";
    }

    @PostMapping
    String confirm(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") TotpSetupForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!offered(user)) {
            return NOT_OFFERED;
        }
        TypedCode code = TypedCode.of(form.code());
        if (code.error() != null) {
            boolean running = setups.running(user)
                    .filter(setup -> setup.toString().equals(form.setup()))
                    .isPresent();
            return running ? refused(user, errors, code.error(), model) : over(user, errors, model);
        }
        return switch (setups.confirm(user, String.valueOf(form.setup()), code.digits(), response)) {
            case FIRST -> recoveryCodes.show(user, request, response, model);
            case FURTHER -> OVERVIEW + "?status=app-added";
            case FULL -> FULL;
            case WRONG_CODE -> refused(user, errors, "signin.code.wrong", model);
            case OVER -> over(user, errors, model);
        };
    }

    private String refused(IdpUser user, BindingResult errors, String message, Model model) {
        errors.rejectValue("code", message);
        model.addAttribute(AGAIN, PATH + setups.query(user));
        return "totp/confirm";
    }

    /** Who has an app says on the overview once more what the new one is for. */
    private static String over(IdpUser user, BindingResult errors, Model model) {
        errors.reject("totp.over");
        model.addAttribute(AGAIN, user.enrolled().contains(FactorMethod.TOTP) ? "/account/two-factor" : PATH);
        return "totp/over";
    }

    /** An administrator without an app may always set one up: the administration may ask for it (contract, section 6). */
    private boolean offered(IdpUser user) {
        return settings.current().offersApp()
                || (user.user().isStaff() && !user.enrolled().contains(FactorMethod.TOTP));
    }
}
