package org.vestibule.mailcode;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/**
 * A code was mailed, or could not be.
 *
 * @param success whether it is in the outbox
 */
public record MailCodeEvent(UUID userId, UUID sessionId, boolean success) implements SecurityEvent {

    @Override
    public String event() {
        return success ? "mail-code.sent" : "mail-code.failed";
    }

    @Override
    public Map<String, Object> detail() {
        return success ? Map.of() : Map.of("reason", "no-mail");
    }
}
