package org.vestibule.sms.internal;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on text messages; out of range stops the start.
 *
 * @param codeValidity how long a code is good
 * @param user messages to one person
 * @param number messages to one number, over all people
 * @param budget messages of larger groups
 */
@ConfigurationProperties("idp.limits.sms")
@Validated
record SmsLimits(
        @DefaultValue("5m") @DurationMin(minutes = 1) @DurationMax(minutes = 10)
        Duration codeValidity,

        @DefaultValue @Valid PerReceiver user,
        @DefaultValue @Valid PerReceiver number,
        @DefaultValue @Valid Budget budget) {

    /** Messages to one receiver. */
    record PerReceiver(
            @DefaultValue("5") @Min(1) @Max(5) int hour,
            @DefaultValue("10") @Min(1) @Max(10) int day) {}

    /**
     * Messages of larger groups.
     *
     * @param prefixHour to numbers that differ in the last four digits only
     * @param addressHour from one address, for people who never signed in from it
     * @param knownAddressHour from one address, for people who did
     * @param countryDay to one country
     * @param allDay at all; three for each enrolled phone where that is more
     */
    record Budget(
            @DefaultValue("30") @Min(1) @Max(1000) int prefixHour,
            @DefaultValue("20") @Min(1) @Max(1000) int addressHour,
            @DefaultValue("300") @Min(1) @Max(10_000) int knownAddressHour,
            @DefaultValue("100000") @Min(1) @Max(1_000_000) int countryDay,
            @DefaultValue("500") @Min(1) @Max(1_000_000) int allDay) {}
}
