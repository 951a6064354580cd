package org.vestibule.device;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.session.IdpUser;
import org.vestibule.web.ClientAddress;

/**
 * Where a person types the code that a device shows. An address that brings the code fills the field only: comparing it with
 * the device is what protects against a code that somebody else sent (RFC 8628 section 5.4).
 */
@Controller
class DeviceController {

    static final String PATH = "/device";
    static final String USER_CODE = "user_code";

    private static final String VIEW = "device/code";
    private static final String FIELD = "userCode";
    private static final long SECONDS_A_MINUTE = 60;

    private final Devices devices;
    private final DeviceGuesses guesses;
    private final ClientAddress addresses;

    DeviceController(Devices devices, DeviceGuesses guesses, ClientAddress addresses) {
        this.devices = devices;
        this.guesses = guesses;
        this.addresses = addresses;
    }

    @GetMapping(PATH)
    String page(@RequestParam(name = USER_CODE, required = false) @Nullable String userCode, Model model) {
        Optional<UserCode> known = UserCode.parse(userCode);
        model.addAttribute("form", new UserCodeForm(known.map(UserCode::shown).orElse("")));
        model.addAttribute("brought", known.isPresent());
        return VIEW;
    }

    @PostMapping(PATH)
    String enter(
            @ModelAttribute("form") UserCodeForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser user,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<UserCode> code = UserCode.parse(form.userCode());
        if (code.isEmpty()) {
            boolean empty = form.userCode() == null || form.userCode().isBlank();
            errors.rejectValue(FIELD, empty ? "device.code.empty" : "device.code.malformed");
            return VIEW;
        }
        String address = addresses.of(request);
        Optional<Duration> wait = guesses.take(user, address);
        if (wait.isPresent()) {
            long minutes = (wait.get().toSeconds() + SECONDS_A_MINUTE - 1) / SECONDS_A_MINUTE;
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds()));
            errors.reject("device.throttled", new Object[] {minutes}, null);
            return VIEW;
        }
        Optional<UUID> device = devices.enter(code.get(), user.session());
        if (device.isEmpty()) {
            errors.rejectValue(FIELD, "device.code.unknown");
            return VIEW;
        }
        guesses.giveBack(user, address);
        return "redirect:" + PATH + '/' + device.get();
    }
}
