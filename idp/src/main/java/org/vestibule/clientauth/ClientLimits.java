package org.vestibule.clientauth;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on failed authentications of clients (OID-17); out of range stops the start.
 *
 * @param perSourceAndClient failures from one address as one client in five minutes: 5 to 100
 * @param perSource failures from one address as clients that never succeeded from there, in five minutes: 20 to 10000;
 *     schools share addresses
 */
@Validated
@ConfigurationProperties("idp.limits.client")
record ClientLimits(
        @DefaultValue("20") @Min(5) @Max(100) int perSourceAndClient,
        @DefaultValue("100") @Min(20) @Max(10_000) int perSource) {

    /** Short, because a server whose secret has just been corrected waits for its end. */
    static final Duration WINDOW = Duration.ofMinutes(5);
}
