package org.vestibule.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Passwords that are tried first, offline (PWD-04). Published lists hold few that are long enough, so the long ones are
 * made of two bundled files the way people make them: a word twice, a word and a year, two words, a walk over the
 * keyboard, a well-known sentence. Compared whole, in NFKC and lower case. Kept as hashes of 64 bits, a tenth of the texts.
 */
final class CommonPasswords {

    private static final String FOLDER = "/common-passwords/";

    private final long[] longEnough;
    private final long[] shorter;

    CommonPasswords() {
        this(FOLDER);
    }

    /** @throws IllegalStateException when a file is missing: no start without the list (PWD-04) */
    CommonPasswords(String folder) {
        LongStream.Builder ofLong = LongStream.builder();
        LongStream.Builder ofShort = LongStream.builder();
        new CommonPasswordForms(folder, password -> (isLongEnough(password) ? ofLong : ofShort).add(hash(password)))
                .makeAll();
        this.longEnough = ofLong.build().sorted().distinct().toArray();
        this.shorter = ofShort.build().sorted().distinct().toArray();
    }

    boolean contains(String normalized) {
        String password = normalized.toLowerCase(Locale.ROOT);
        return Arrays.binarySearch(isLongEnough(password) ? longEnough : shorter, hash(password)) >= 0;
    }

    /** How many have the length that the policy asks for. */
    int countLongEnough() {
        return longEnough.length;
    }

    private static boolean isLongEnough(String password) {
        return password.codePointCount(0, password.length()) >= PasswordPolicy.MINIMUM;
    }

    // FNV-1a: among some hundred thousand, two texts share a hash about never
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
