package org.vestibule.clientauth;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * A client did not prove who it is: the first failure in a while from its address.
 *
 * @param clientId null where there is no such client: what was sent may be anything, a secret for instance
 * @param method {@code client_secret_basic} and so on
 */
record ClientRefused(@Nullable String clientId, String method) implements SecurityEvent {

    @Override
    public String event() {
        return "client.authentication.failed";
    }

    @Override
    public boolean success() {
        return false;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("method", method, "knownClient", clientId != null);
    }
}
