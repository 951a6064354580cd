package org.vestibule.sms.internal;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.enrollment.TypedCode;
import org.vestibule.recovery.FirstRecoveryCodes;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.web.ClientAddress;

/** <b>Check your phone</b>, and what to do when nothing came. */
@Controller
@RequestMapping(SmsCodeController.PATH)
class SmsCodeController {

    static final String PATH = "/account/two-factor/sms";

    private static final String OVERVIEW = "redirect:/account/two-factor";
    private static final String START = "redirect:" + PATH;
    private static final String AGAIN = "again";

    private final SmsSetups setups;
    private final SmsOffer offer;
    private final ClientAddress address;
    private final FirstRecoveryCodes recoveryCodes;

    SmsCodeController(SmsSetups setups, SmsOffer offer, ClientAddress address, FirstRecoveryCodes recoveryCodes) {
        this.setups = setups;
        this.offer = offer;
        this.address = address;
        this.recoveryCodes = recoveryCodes;
    }

    @GetMapping("/code")
    String ask(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SmsCodeForm form,
            BindingResult errors,
            Model model) {
        return page(user, "sms/code", model);
    }

    @PostMapping("/code")
    String confirm(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SmsCodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<String> refused = offer.refusal(user);
        if (refused.isPresent()) {
            return refused.get();
        }
        TypedCode code = TypedCode.of(form.code());
        if (code.error() != null) {
            errors.rejectValue("code", code.error());
            return setups.running(user).isPresent() ? page(user, "sms/code", model) : over(user, errors, model);
        }
        return switch (setups.confirm(user, code.digits(), response)) {
            case FIRST -> recoveryCodes.show(user, request, response, model);
            case FURTHER -> OVERVIEW + "?status=text-messages-added";
            case WRONG_CODE -> again(user, errors, "signin.code.wrong", model);
            case WRONG_CODE_AFTER_RESEND -> {
                errors.rejectValue("code", "signin.code.wrong");
                yield again(user, errors, "signin.second.newest", model);
            }
            case EXPIRED_CODE -> again(user, errors, "signin.code.expired", model);
            case SHARED_NUMBER -> again(user, errors, "sms.phone.shared", model);
            case FULL -> OVERVIEW + "?status=factors-full";
            case OVER -> over(user, errors, model);
        };
    }

    @GetMapping("/resend")
    String askAgain(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SmsCodeForm form,
            BindingResult errors,
            Model model) {
        return page(user, "sms/resend", model);
    }

    @PostMapping("/resend")
    String resend(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SmsCodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<SmsSetups.Running> running = setups.running(user);
        if (offer.refusal(user).isPresent() || running.isEmpty()) {
            return page(user, "sms/resend", model);
        }
        switch (setups.resend(user, running.get(), address.of(request))) {
            case SENT -> {
                return "redirect:/account/two-factor/sms/code?status=code-sent";
            }
            case COOLING_DOWN -> CoolingDown.reject(errors, null, setups.waitSeconds(user), response);
            case NOT_A_MOBILE_NUMBER, NUMBER_REFUSED -> errors.reject("sms.phone.refused");
            case COUNTRY_REFUSED -> errors.reject("sms.phone.country");
            case FAILED -> errors.reject("sms.send-failed");
        }
        return page(user, "sms/resend", model);
    }

    private String again(IdpUser user, BindingResult errors, String message, Model model) {
        errors.rejectValue("code", message);
        return page(user, "sms/code", model);
    }

    /** Who has a phone says on the overview once more what the new number is for. */
    private static String over(IdpUser user, BindingResult errors, Model model) {
        errors.reject("sms.over");
        model.addAttribute(AGAIN, user.enrolled().contains(FactorMethod.SMS) ? "/account/two-factor" : PATH);
        return "sms/over";
    }

    private String page(IdpUser user, String view, Model model) {
        Optional<String> refused = offer.refusal(user);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<SmsSetups.Running> running = setups.running(user);
        if (running.isEmpty()) {
            return START;
        }
        model.addAttribute("number", running.get().number().e164());
        model.addAttribute("masked", running.get().number().masked());
        model.addAttribute("sent", running.get().sent());
        model.addAttribute(AGAIN, PATH + setups.query(running.get()));
        model.addAttribute("wait", setups.waitSeconds(user));
        return view;
    }
}
