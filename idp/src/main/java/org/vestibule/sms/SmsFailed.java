package org.vestibule.sms;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * A code could not be sent, or was not allowed to be.
 *
 * @param purpose sign-in, step-up or set-up
 * @param number masked
 * @param reason the gateway's outcome, or the budget or rule that stopped it
 * @param code the gateway's own error code, 0 where there is none
 */
public record SmsFailed(UUID userId, UUID sessionId, String purpose, String number, String reason, int code)
        implements SecurityEvent {

    @Override
    public String event() {
        return "sms.failed";
    }

    @Override
    public boolean success() {
        return false;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("purpose", purpose, "number", number, "reason", reason, "code", code);
    }
}
