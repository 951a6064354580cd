package org.vestibule.signin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.session.IdpUser;

/** After the password, for whoever must set up a second factor and may still put it off: now, or not now (MFA-10). */
@Controller
class ReminderController {

    private final SignInFlow flow;

    ReminderController(SignInFlow flow) {
        this.flow = flow;
    }

    @GetMapping("/login/reminder")
    String page(
            @AuthenticationPrincipal IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        Optional<ReturnTo> returnTo = flow.returnTo(signed, request);
        Optional<Instant> end = flow.mayPutOffUntil(user);
        if (end.isEmpty()) {
            return flow.onwards(returnTo, user);
        }
        flow.prepare(model, signed, returnTo, request);
        model.addAttribute(
                "until",
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .format(end.get().atZone(ZoneOffset.UTC).minusDays(1)));
        model.addAttribute("notNow", returnTo.map(ReturnTo::target).orElse(SignInFlow.PLAIN_TARGET));
        return "signin/reminder";
    }
}
