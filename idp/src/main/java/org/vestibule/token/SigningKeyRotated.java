package org.vestibule.token;

import java.time.Instant;
import java.util.Map;

import org.vestibule.event.SecurityEvent;

/**
 * The next key of an algorithm is published.
 *
 * @param activeFrom from when on it signs
 * @param reason {@code schedule} or {@code operator}
 */
public record SigningKeyRotated(String kid, String algorithm, Instant activeFrom, String reason)
        implements SecurityEvent {

    @Override
    public String event() {
        return "signing-key.rotated";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("kid", kid, "algorithm", algorithm, "activeFrom", activeFrom.toString(), "reason", reason);
    }
}
