package org.vestibule.grant;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/** A client got an access token for one that a person had given to it or to another client (RFC 8693). */
public record TokenExchanged(
        UUID userId, String clientId, @Nullable UUID sessionId, String from, String audience) implements SecurityEvent {

    @Override
    public String event() {
        return "token.exchanged";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("from", from, "audience", audience);
    }
}
