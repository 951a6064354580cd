package org.vestibule.token;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How signing keys come and go; out of range stops the start.
 *
 * @param rotation how long a key signs before the next one takes its place
 * @param jwksCache how long LMSs may keep the published keys; a new key is published for longer than that before it signs
 * @param rotateNow publish new keys and end, instead of serving
 * @param revoke the id of a key to take out, and end; empty: serve
 */
@ConfigurationProperties("idp.signing-keys")
@Validated
public record SigningKeyProperties(
        @DefaultValue("90d") @DurationMin(days = 1) @DurationMax(days = 365)
        Duration rotation,

        @DefaultValue("15m") @DurationMin(minutes = 1) @DurationMax(hours = 1)
        Duration jwksCache,

        @DefaultValue("false") boolean rotateNow,

        @DefaultValue("") String revoke) {

    /** How long a node may go on with the keys it has read. */
    static final Duration KEPT_BY_NODES = Duration.ofSeconds(30);

    /** How far the clocks of nodes may be apart. */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** From the insert of a key to its first signature: by then nobody has an answer without it in a cache (OID-16). */
    Duration publication() {
        return jwksCache.plus(KEPT_BY_NODES).plus(SKEW);
    }
}
