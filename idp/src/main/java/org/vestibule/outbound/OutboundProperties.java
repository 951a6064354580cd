package org.vestibule.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the operator sets about calls to LMSs.
 *
 * @param allowedPrivateHosts host names, as they stand in an address, that may lead into the own network and may be called
 *     without TLS
 * @param trustCertificates PEM files with certificates that are trusted besides those of the JDK
 * @param connectTimeout until the connection stands
 * @param timeout for the whole call, from looking up the name to the last byte of the answer
 */
@ConfigurationProperties("idp.outbound")
@Validated
record OutboundProperties(
        @DefaultValue Set<String> allowedPrivateHosts,
        @DefaultValue List<Path> trustCertificates,

        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 10)
        Duration connectTimeout,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 20)
        Duration timeout) {

    OutboundProperties {
        allowedPrivateHosts = allowedPrivateHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        trustCertificates = List.copyOf(trustCertificates);
    }

    boolean allowed(String host) {
        return allowedPrivateHosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
