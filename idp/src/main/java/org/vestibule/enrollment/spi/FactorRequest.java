package org.vestibule.enrollment.spi;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * For whom, in which session and from where a factor is asked. All of it comes from the server's own state (MFA-03).
 *
 * @param sourceIp the browser's address, null where unknown
 */
public record FactorRequest(
        UUID userId,
        UUID sessionId,
        Purpose purpose,
        @Nullable String sourceIp) {

    /** A code works only for the purpose it was made for (SMS-05). */
    public enum Purpose {
        SIGN_IN,
        STEP_UP
    }
}
