package org.vestibule.trust;

import java.security.MessageDigest;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import org.vestibule.secrets.Sha256;

/**
 * The value of a trusted browser's cookie.
 *
 * @param selector finds the row, and stays
 * @param secret proves it, and changes at every use
 */
record TrustCookie(String selector, String secret) {

    /** @param value in the form that the cookies were found to have */
    static TrustCookie of(String value) {
        int dot = value.indexOf('.');
        return new TrustCookie(value.substring(0, dot), value.substring(dot + 1));
    }

    byte[] hash() {
        return Sha256.of(secret);
    }

    /** @param hash in hexadecimal digits */
    boolean matches(@Nullable String hash) {
        return hash != null && MessageDigest.isEqual(HexFormat.of().parseHex(hash), hash());
    }

    String value() {
        return selector + '.' + secret;
    }

    @Override
    public String toString() {
        return "TrustCookie";
    }
}
