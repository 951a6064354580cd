package org.vestibule.sms;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * The gateway took a code.
 *
 * @param purpose sign-in, step-up or set-up
 * @param number masked
 */
public record SmsSent(UUID userId, UUID sessionId, String purpose, String number) implements SecurityEvent {

    @Override
    public String event() {
        return "sms.sent";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("purpose", purpose, "number", number);
    }
}
