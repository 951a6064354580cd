package org.vestibule.device;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.SecurityEvent;

/** A person allowed a device of an application to use the account, or refused it. */
record DeviceDecided(UUID userId, String clientId, UUID sessionId, String scopes, boolean allowed)
        implements SecurityEvent {

    @Override
    public String event() {
        return allowed ? "device.allowed" : "device.refused";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("scopes", scopes);
    }
}
