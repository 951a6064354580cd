package org.vestibule.recovery.internal;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sixteen base32 characters: two of selector, which are no secret and lead to the one hash that is compared, and fourteen
 * of secret, 70 random bits (MFA-13).
 */
record RecoveryCode(String selector, String secret) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern CODE = Pattern.compile("[A-Z2-7]{16}");
    private static final int SELECTOR = 2;
    private static final int SECRET = 14;
    /** More than any way to write sixteen characters with separators. */
    private static final int LONGEST = 64;

    /** A set in which every selector is another one. */
    static List<RecoveryCode> generate(int count, SecureRandom random) {
        Map<String, RecoveryCode> codes = new LinkedHashMap<>();
        while (codes.size() < count) {
            String selector = random(SELECTOR, random);
            codes.putIfAbsent(selector, new RecoveryCode(selector, random(SECRET, random)));
        }
        return List.copyOf(codes.values());
    }

    /** Reads what was typed; case, spaces and dashes do not matter. */
    static Optional<RecoveryCode> parse(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String code = typed.replaceAll("[\\s\\p{Z}\\p{Pd}]", "").toUpperCase(Locale.ROOT);
        return CODE.matcher(code).matches()
                ? Optional.of(new RecoveryCode(code.substring(0, SELECTOR), code.substring(SELECTOR)))
                : Optional.empty();
    }

    /** As it is shown and printed: groups of four. */
    String text() {
        return (selector + secret).replaceAll("(.{4})(?=.)", "$1-");
    }

    /** 32 characters, so five bits of each byte make an even choice. */
    private static String random(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder(length);
        for (byte one : bytes) {
            text.append(ALPHABET.charAt(one & 31));
        }
        return text.toString();
    }

    /** Never printed. */
    @Override
    public String toString() {
        return "RecoveryCode";
    }
}
