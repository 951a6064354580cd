package org.vestibule.signin;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What a page says to a password that was refused. */
public final class PasswordRefusals {

    private PasswordRefusals() {}

    /** @param field that a wrong password is reported at, null: the form as a whole */
    public static void report(
            PasswordOutcome outcome,
            @Nullable String field,
            String wrongKey,
            BindingResult errors,
            HttpServletResponse response) {
        if (outcome instanceof PasswordOutcome.Disabled) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            errors.reject("signin.disabled");
        } else if (outcome instanceof PasswordOutcome.Throttled throttled) {
            Refusals.retryAfter(response, Refusals.TOO_MANY_REQUESTS, throttled.pause());
            errors.reject("signin.throttled", new Object[] {Refusals.minutes(throttled.pause())}, null);
        } else if (outcome instanceof PasswordOutcome.Busy busy) {
            Refusals.retryAfter(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, busy.retryAfter());
            errors.reject("signin.busy", new Object[] {busy.retryAfter().toSeconds()}, null);
        } else {
            errors.rejectValue(field, wrongKey);
        }
    }
}
