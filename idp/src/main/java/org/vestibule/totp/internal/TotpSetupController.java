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
import org.vestibule.enrollment.TypedCode;
import org.vestibule.recovery.FirstRecoveryCodes;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.web.ClientAddress;

/** The page that sets up an authenticator app. Only the GET that makes a secret shows it (TOTP-11). */
@Controller
@RequestMapping("/account/two-factor/totp")
class TotpSetupController {

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

    /** @param held set when this is the way back from a fresh proof: then the app has the entry of the set-up already */
    @GetMapping
    String open(
            @AuthenticationPrincipal IdpUser user,
            @RequestParam @Nullable String held,
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
            return "totp/confirm";
        }
        OpenedSetup opened = setups.open(user, address.of(request));
        model.addAttribute("form", new TotpSetupForm(opened.id().toString(), null));
        model.addAttribute("setup", opened);
        model.addAttribute("replaces", user.enrolled().contains(FactorMethod.TOTP));
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
            return running ? refused(errors, code.error()) : over(errors);
        }
        return switch (setups.confirm(user, String.valueOf(form.setup()), code.digits(), response)) {
            case FIRST -> recoveryCodes.show(user, request, response, model);
            case FURTHER -> "redirect:/account/two-factor?status=app-added";
            case WRONG_CODE -> refused(errors, "signin.code.wrong");
            case OVER -> over(errors);
        };
    }

    private static String refused(BindingResult errors, String message) {
        errors.rejectValue("code", message);
        return "totp/confirm";
    }

    private static String over(BindingResult errors) {
        errors.reject("totp.over");
        return "totp/over";
    }

    /** An administrator without an app may always set one up: the administration may ask for it (contract, section 6). */
    private boolean offered(IdpUser user) {
        return settings.current().offersApp()
                || (user.user().isAdministrator() && !user.enrolled().contains(FactorMethod.TOTP));
    }
}
