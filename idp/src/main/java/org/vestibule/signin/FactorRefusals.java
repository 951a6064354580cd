package org.vestibule.signin;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.session.FactorMethod;

/** What the second-factor page says to a code that was refused. */
final class FactorRefusals {

    private static final int WRONG_BEFORE_CLOCK_HINT = 2;

    private FactorRefusals() {}

    static void report(FactorOutcome outcome, FactorMethod method, BindingResult errors, HttpServletResponse response) {
        if (outcome instanceof FactorOutcome.Paused paused) {
            Refusals.retryAfter(response, Refusals.TOO_MANY_REQUESTS, paused.pause());
            errors.reject("signin.second.throttled", new Object[] {Refusals.minutes(paused.pause())}, null);
        } else if (outcome instanceof FactorOutcome.Refused refused) {
            errors.rejectValue("code", key(refused.why(), method));
            if (refused.why() == FactorVerification.WRONG_CODE_AFTER_RESEND) {
                errors.rejectValue("code", "signin.second.newest");
            }
            if (refused.minutesBehind() > 0) {
                errors.rejectValue("code", "signin.code.behind", new Object[] {refused.minutesBehind()}, null);
            }
            if (method == FactorMethod.TOTP && refused.wrongCodes() >= WRONG_BEFORE_CLOCK_HINT) {
                errors.rejectValue("code", "signin.second.clock");
            }
        }
    }

    /** Back at the password after five wrong codes. */
    static BindingResult startOver() {
        BindingResult errors = new BeanPropertyBindingResult(LoginForm.empty(""), "form");
        errors.reject("signin.second.too-many");
        return errors;
    }

    private static String key(FactorVerification why, FactorMethod method) {
        return switch (why) {
            case USED_CODE -> method == FactorMethod.RECOVERY_CODE ? "signin.recovery-code.used" : "signin.code.used";
            case EXPIRED_CODE -> "signin.code.expired";
            default -> "signin.code.wrong";
        };
    }
}
