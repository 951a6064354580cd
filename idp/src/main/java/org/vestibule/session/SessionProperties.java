package org.vestibule.session;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions last; out of range stops the start.
 *
 * @param sharedIdle without use a session on a shared computer ends after this: 2 to 60 minutes
 */
@Validated
@ConfigurationProperties("idp.session")
record SessionProperties(
        @DefaultValue("10m") @DurationMin(minutes = 2) @DurationMax(minutes = 60)
        Duration sharedIdle) {}
