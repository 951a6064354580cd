package org.vestibule.signin;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on wrong passwords; out of range stops the start.
 *
 * @param perSourceAndAccount failures from one address at one account in 15 minutes: 1 to 10
 * @param perSource failures from one address over all accounts in 15 minutes: 10 to 1000; schools share addresses
 */
@Validated
@ConfigurationProperties("idp.limits.password")
record PasswordLimits(
        @DefaultValue("10") @Min(1) @Max(10) int perSourceAndAccount,
        @DefaultValue("300") @Min(10) @Max(1000) int perSource) {

    static final Duration WINDOW = Duration.ofMinutes(15);
}
