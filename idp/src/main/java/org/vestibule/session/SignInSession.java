package org.vestibule.session;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A browser's session as its row says.
 *
 * @param id the {@code sid} of tokens; stays the same while the cookie changes
 * @param expiresAt absolute end: ten minutes after the password while incomplete, twelve hours once complete
 * @param passwordAt when the password was last proven
 * @param factorAt when a second factor was last proven, null if never
 * @param factorMethod which one; null exactly when {@code factorAt} is
 * @param complete false while a second factor is still owed: such a session may only continue signing in (MFA-01)
 * @param wrongCodes wrong second factors since the password (TOTP-07)
 * @param answered hash (base64url) of the forced authorization request that the last proof answered
 * @param trusted whether a trusted browser stood in for the second factor, and is trusted still (MFA-12)
 * @param shared whether it began on a shared computer, where nothing is kept about a person
 */
public record SignInSession(
        UUID id,
        UUID userId,
        Instant createdAt,
        Instant expiresAt,
        Instant passwordAt,
        @Nullable Instant factorAt,
        @Nullable FactorMethod factorMethod,
        boolean complete,
        int wrongCodes,
        @Nullable String answered,
        boolean trusted,
        boolean shared) {

    /** When the older of the proofs that count was given: the {@code auth_time} of tokens (OID-12). */
    public Instant authTime() {
        return factorAt != null && factorAt.isBefore(passwordAt) ? factorAt : passwordAt;
    }

    public boolean hasSecondFactor() {
        return factorAt != null;
    }
}
