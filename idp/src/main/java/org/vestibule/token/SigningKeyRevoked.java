package org.vestibule.token;

import java.util.Map;

import org.vestibule.event.SecurityEvent;

/** A key was taken out at once; what it has signed is believed no more. */
public record SigningKeyRevoked(String kid, String algorithm) implements SecurityEvent {

    @Override
    public String event() {
        return "signing-key.revoked";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("kid", kid, "algorithm", algorithm);
    }
}
