package org.vestibule.user;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that somebody who knows the person or the service would try (PWD-05): alone, repeated, or with up to four digits or
 * symbols behind. Compared without case and without anything but letters and digits.
 */
final class ContextWords {

    private static final int MAX_ENDING = 4;

    private final Set<String> words;

    ContextWords(Collection<String> words) {
        this.words = words.stream()
                .map(ContextWords::reduce)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean predict(String password) {
        String rest = password;
        for (int cut = 0; cut <= MAX_ENDING && !rest.isEmpty(); cut++) {
            String reduced = reduce(rest);
            if (words.stream().anyMatch(word -> repeats(word, reduced))) {
                return true;
            }
            int last = rest.codePointBefore(rest.length());
            if (Character.isLetter(last)) {
                return false;
            }
            rest = rest.substring(0, rest.length() - Character.charCount(last));
        }
        return false;
    }

    private static boolean repeats(String word, String text) {
        return !text.isEmpty()
                && text.length() % word.length() == 0
                && text.equals(word.repeat(text.length() / word.length()));
    }

    private static String reduce(String text) {
        StringBuilder reduced = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(reduced::appendCodePoint);
        return reduced.toString();
    }
}
