package org.vestibule.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under keys derived from the ring, one for each purpose (RFC 5869, extract left out because the ring's keys
 * are uniform). For values that are compared, never read again: codes of text messages, signed forms.
 */
public final class KeyedHash {

    private static final String HMAC = "HmacSHA256";

    private final KeyRing ring;

    KeyedHash(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * The hash under the ring's first key. Parts are length-prefixed, so ("ab","c") and ("a","bc") differ.
     *
     * @param purpose separates uses; a hash of one purpose never matches another
     */
    public byte[] mac(String purpose, byte[]... parts) {
        return mac(firstKey(), purpose, List.of(parts));
    }

    /** Whether a hash was made by {@link #mac} under any key of the ring; constant time for each key. */
    public boolean matches(byte[] hash, String purpose, byte[]... parts) {
        boolean match = false;
        for (SecretKey key : ring.all().values()) {
            match |= MessageDigest.isEqual(hash, mac(key, purpose, List.of(parts)));
        }
        return match;
    }

    private SecretKey firstKey() {
        SecretKey key = ring.key(ring.firstId());
        if (key == null) {
            throw new IllegalStateException("the ring has no first key");
        }
        return key;
    }

    private static byte[] mac(SecretKey ringKey, String purpose, List<byte[]> parts) {
        byte[] info = ("vestibule " + purpose).getBytes(StandardCharsets.UTF_8);
        byte[] derived = hmac(ringKey.getEncoded(), List.of(info, new byte[] {1}), false);
        return hmac(derived, parts, true);
    }

    private static byte[] hmac(byte[] key, List<byte[]> parts, boolean prefixed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                if (prefixed) {
                    mac.update(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(part.length)
                            .array());
                }
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every JDK", e);
        }
    }
}
