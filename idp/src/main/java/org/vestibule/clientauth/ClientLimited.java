package org.vestibule.clientauth;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * Too many failures: authentications from an address are not looked at for a while.
 *
 * @param clientId null where there is no such client
 * @param limit which one was reached
 */
record ClientLimited(@Nullable String clientId, String limit) implements SecurityEvent {

    @Override
    public String event() {
        return "client.authentication.limited";
    }

    @Override
    public boolean success() {
        return false;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("limit", limit);
    }
}
