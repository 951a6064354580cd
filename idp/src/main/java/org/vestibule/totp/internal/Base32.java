package org.vestibule.totp.internal;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** RFC 4648 base32 without padding, as authenticator apps want it. */
public final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte one : bytes) {
            buffer = (buffer << Byte.SIZE) | (one & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 31));
        }
        return text.toString();
    }

    /**
     * Reads base32 in any case, with spaces, dashes or padding.
     *
     * @throws IllegalArgumentException when another character is in it; the text is not repeated in the message
     */
    public static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char one : text.toUpperCase(Locale.ROOT).replaceAll("[ =-]", "").toCharArray()) {
            int value = ALPHABET.indexOf(one);
            if (value < 0) {
                throw new IllegalArgumentException("not base32");
            }
            buffer = (buffer << BITS) | value;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
