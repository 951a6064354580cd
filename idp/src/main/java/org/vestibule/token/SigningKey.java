package org.vestibule.token;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.jwk.JWK;

/**
 * A key pair that signs tokens.
 *
 * @param jwk with its private part; without, when it signs no more and that was erased
 * @param activeFrom from when on it signs
 * @param retiredAt from when on it no longer signs, null: not yet
 */
record SigningKey(JWK jwk, Instant activeFrom, @Nullable Instant retiredAt) {

    boolean signs(Instant now) {
        return !activeFrom.isAfter(now) && (retiredAt == null || retiredAt.isAfter(now));
    }

    @Override
    public String toString() {
        return "SigningKey[" + jwk.getKeyID() + "]";
    }
}
