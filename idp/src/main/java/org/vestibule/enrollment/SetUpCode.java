package org.vestibule.enrollment;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sixteen base32 characters, 80 random bits. */
record SetUpCode(String value) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern CODE = Pattern.compile("[A-Z2-7]{16}");
    private static final int LENGTH = 16;
    /** More than any way to write sixteen characters with separators. */
    private static final int LONGEST = 64;

    /** 32 characters, so five bits of each byte make an even choice. */
    static SetUpCode generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder(LENGTH);
        for (byte one : bytes) {
            text.append(ALPHABET.charAt(one & 31));
        }
        return new SetUpCode(text.toString());
    }

    /** Reads what was typed; case, spaces and dashes do not matter. */
    static Optional<SetUpCode> parse(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String code = typed.replaceAll("[\\s\\p{Z}\\p{Pd}]", "").toUpperCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? Optional.of(new SetUpCode(code)) : Optional.empty();
    }

    /** As it is mailed and read out: groups of four. */
    String text() {
        return value.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** Never printed. */
    @Override
    public String toString() {
        return "SetUpCode";
    }
}
