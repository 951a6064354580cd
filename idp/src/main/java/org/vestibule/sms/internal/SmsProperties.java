package org.vestibule.sms.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the operator sets about text messages.
 *
 * @param allowedCountries ISO 3166 codes, or {@code *} for all, that hold while the settings page names none; empty: the
 *     Service phone's country
 * @param twilio how Twilio is reached
 */
@ConfigurationProperties("idp.sms")
@Validated
record SmsProperties(
        @DefaultValue List<String> allowedCountries,
        @DefaultValue @Valid Twilio twilio) {

    /**
     * How Twilio is reached.
     *
     * @param baseUrl where Twilio's API answers instead of its own host
     * @param connectTimeout until the connection stands
     * @param readTimeout until the answer begins
     */
    record Twilio(
            @Nullable URI baseUrl,

            @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 10)
            Duration connectTimeout,

            @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 20)
            Duration readTimeout) {}
}
