package org.vestibule.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The plain SHA-256 of a text, for values that carry their own entropy (cookies, codes, tokens) or only stand for something in
 * a counter's row. What a person could choose needs {@link KeyedHash} or a password hash instead.
 */
public final class Sha256 {

    private Sha256() {}

    /** The 32 bytes of the hash of the text's UTF-8. */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** The same in 64 lower-case hexadecimal digits. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
