package org.vestibule.protocol;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.apache.commons.codec.binary.Base32;

/** An authenticator app, written from RFC 6238 and independent of the provider's code. */
final class Totp {

    private Totp() {}

    static String code(String base32, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(new Base32().decode(base32), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(at.getEpochSecond() / 30)
                    .array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A well-formed code that is none of those around now. */
    static String wrong(String base32, Instant at) {
        for (int number = 0; ; number++) {
            String candidate = String.format(Locale.ROOT, "%06d", number);
            boolean right = false;
            for (int step = -2; step <= 2; step++) {
                right |= candidate.equals(code(base32, at.plusSeconds(step * 30L)));
            }
            if (!right) {
                return candidate;
            }
        }
    }
}
