package org.vestibule.security;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests clients without a secret may push in a minute: anybody can name such a client. Out of range stops the
 * start.
 *
 * @param publicPerSource from one address: 1 to 10000; schools share addresses
 * @param publicPerClient for one client: 10 to 100000
 */
@Validated
@ConfigurationProperties("idp.limits.pushed-requests")
record PushLimits(
        @DefaultValue("300") @Min(1) @Max(10_000) int publicPerSource,
        @DefaultValue("3000") @Min(10) @Max(100_000) int publicPerClient) {

    static final Duration WINDOW = Duration.ofMinutes(1);
}
