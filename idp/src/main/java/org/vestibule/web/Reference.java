package org.vestibule.web;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** The number on an error page that finds the failure in the log. Letters and digits that are not mistaken for others. */
final class Reference {

    private static final String ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    static String next() {
        String letters = RANDOM.ints(8, 0, ALPHABET.length())
                .mapToObj(at -> ALPHABET.substring(at, at + 1))
                .collect(Collectors.joining());
        return letters.substring(0, 4) + "-" + letters.substring(4);
    }
}
