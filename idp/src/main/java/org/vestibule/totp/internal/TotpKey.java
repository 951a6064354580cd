package org.vestibule.totp.internal;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What server and app share: the secret, and how codes are made from it (TOTP-01). Never printed. */
final class TotpKey {

    static final String ALGORITHM = "SHA1";
    static final int DIGITS = 6;

    private final byte[] secret;
    private final String algorithm;
    private final int digits;

    TotpKey(byte[] secret, String algorithm, int digits) {
        this.secret = secret.clone();
        this.algorithm = algorithm;
        this.digits = digits;
    }

    /** The setting that every app honours. */
    static TotpKey ofDefault(byte[] secret) {
        return new TotpKey(secret, ALGORITHM, DIGITS);
    }

    SecretKey hmacKey() {
        return new SecretKeySpec(secret, hmac());
    }

    String hmac() {
        return "Hmac" + algorithm;
    }

    int digits() {
        return digits;
    }

    /** The key as a person types it. */
    String base32() {
        return Base32.encode(secret);
    }

    @Override
    public String toString() {
        return "TotpKey";
    }
}
