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
import org.vestibule.enrollment.Place;
import org.vestibule.session.IdpUser;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.web.ClientAddress;

/** The page that asks for a number and sends a code there. Opening it sends nothing (SMS-08). */
@Controller
@RequestMapping("/account/two-factor/sms")
class SmsSetupController {

    private final SmsSetups setups;
    private final SmsOffer offer;
    private final ClientAddress address;

    SmsSetupController(SmsSetups setups, SmsOffer offer, ClientAddress address) {
        this.setups = setups;
        this.offer = offer;
        this.address = address;
    }

    @GetMapping
    String ask(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SmsNumberForm form,
            BindingResult errors,
            Model model) {
        Optional<String> refused = offer.refusal(user);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<Place> place = place(user, form);
        if (place.isEmpty()) {
            return elsewhere(form);
        }
        if (form.phone() == null) {
            String number = setups.suggestion(user).map(PhoneNumber::e164).orElse("");
            model.addAttribute("form", new SmsNumberForm(number, form.add(), form.replaces()));
        }
        return page(user, place.get(), model);
    }

    @PostMapping
    String send(
            @AuthenticationPrincipal IdpUser user,
            @ModelAttribute("form") SmsNumberForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<String> refused = offer.refusal(user);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<Place> place = place(user, form);
        if (place.isEmpty()) {
            return elsewhere(form);
        }
        Optional<PhoneNumber> number = PhoneNumber.ofTyped(form.phone() == null ? "" : form.phone());
        if (number.isEmpty()) {
            errors.rejectValue("phone", "sms.phone.malformed");
            return page(user, place.get(), model);
        }
        if (setups.has(user, number.get(), place.get())) {
            errors.rejectValue("phone", "sms.phone.yours");
            return page(user, place.get(), model);
        }
        switch (setups.open(user, number.get(), place.get(), address.of(request))) {
            case SENT -> {
                return "redirect:/account/two-factor/sms/code";
            }
            case NOT_A_MOBILE_NUMBER -> errors.rejectValue("phone", "sms.phone.malformed");
            case NUMBER_REFUSED -> errors.rejectValue("phone", "sms.phone.refused");
            case COUNTRY_REFUSED -> errors.rejectValue("phone", "sms.phone.country");
            case FAILED -> errors.rejectValue("phone", "sms.send-failed");
            case COOLING_DOWN -> CoolingDown.reject(errors, "phone", setups.waitSeconds(user), response);
        }
        return page(user, place.get(), model);
    }

    private Optional<Place> place(IdpUser user, SmsNumberForm form) {
        return setups.place(user, form.add() != null && !form.add().isEmpty(), form.replaces());
    }

    private static String elsewhere(SmsNumberForm form) {
        return "redirect:/account/two-factor" + (form.add() == null ? "" : "?status=factors-full");
    }

    private String page(IdpUser user, Place place, Model model) {
        model.addAttribute(
                "active", setups.replaced(user, place).map(PhoneNumber::masked).orElse(null));
        return "sms/number";
    }
}
