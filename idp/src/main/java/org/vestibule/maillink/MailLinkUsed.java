package org.vestibule.maillink;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A mailed link was used. */
record MailLinkUsed(UUID userId, String purpose) implements SecurityEvent {

    @Override
    public String event() {
        return "mail-link.used";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("purpose", purpose);
    }
}
