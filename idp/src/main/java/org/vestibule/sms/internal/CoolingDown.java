package org.vestibule.sms.internal;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;

/** The answer to somebody who asks for a code too early: 429 with the seconds to wait. */
final class CoolingDown {

    private CoolingDown() {}

    /** @param field the error belongs to, null: the whole form */
    static void reject(BindingResult errors, @Nullable String field, long seconds, HttpServletResponse response) {
        long wait = Math.max(1, seconds);
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
        errors.rejectValue(field, "sms.wait", new Object[] {wait}, null);
    }
}
