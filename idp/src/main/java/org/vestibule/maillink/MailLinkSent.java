package org.vestibule.maillink;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A link was mailed to a person. */
record MailLinkSent(UUID userId, String purpose) implements SecurityEvent {

    @Override
    public String event() {
        return "mail-link.sent";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("purpose", purpose);
    }
}
