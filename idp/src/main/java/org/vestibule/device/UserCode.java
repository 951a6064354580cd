package org.vestibule.device;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The code that a person copies from the device: eight letters without vowels, so that they make no words and none looks
 * like a digit (RFC 8628 section 6.1). Case, spaces and dashes do not matter.
 */
record UserCode(String letters) {

    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 64;

    UserCode {
        if (letters.length() != LENGTH || !letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)) {
            throw new IllegalArgumentException("not a user code");
        }
    }

    static UserCode random(SecureRandom random) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new UserCode(letters.toString());
    }

    /** What was typed; empty when it cannot be a code. */
    static Optional<UserCode> parse(@Nullable String typed) {
        if (typed == null || typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        String letters = typed.codePoints()
                .filter(letter -> !Character.isWhitespace(letter)
                        && !Character.isSpaceChar(letter)
                        && Character.getType(letter) != Character.DASH_PUNCTUATION)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(Locale.ROOT);
        boolean possible =
                letters.length() == LENGTH && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return possible ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** As people read it. */
    String shown() {
        return letters.substring(0, LENGTH / 2) + '-' + letters.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "UserCode";
    }
}
