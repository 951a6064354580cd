package org.vestibule.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A user name or e-mail address in the one form that is stored unique and looked up (PWD-14): NFKC, trimmed,
 * case-folded without regard to any locale, so that {@code Alice}, {@code alice } and {@code ＡＬＩＣＥ} are one name.
 */
public record CanonicalName(String key) {

    /** The longest name or address, in code points (RFC 5321 allows no longer address). */
    public static final int MAX_LENGTH = 254;

    // cuts the work on oversize input before it is normalised; one code point is at most two chars
    private static final int MAX_TYPED_CHARS = 2 * MAX_LENGTH + 64;
    private static final int DOTLESS_I = 'ı';

    /** The canonical form; empty where nothing typed like that can be a name: blank, over-long, control characters. */
    public static Optional<CanonicalName> of(String typed) {
        if (typed.length() > MAX_TYPED_CHARS || !isPlainText(typed)) {
            return Optional.empty();
        }
        String key = nfkc(fold(nfkc(typed))).strip();
        boolean fits = !key.isEmpty() && key.codePointCount(0, key.length()) <= MAX_LENGTH;
        return fits ? Optional.of(new CanonicalName(key)) : Optional.empty();
    }

    /** Whether it has the form of an address. Such a user name must be its owner's verified address (PWD-14). */
    public boolean looksLikeAddress() {
        return key.indexOf('@') >= 0;
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    // Upper, then lower case, one code point at a time: the full case folding of Unicode (ß is ss, ς is σ), with the
    // dotless i kept apart from i.
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == DOTLESS_I) {
                folded.appendCodePoint(point);
            } else {
                String upper = Character.toString(point).toUpperCase(Locale.ROOT);
                upper.codePoints()
                        .forEach(p -> folded.append(Character.toString(p).toLowerCase(Locale.ROOT)));
            }
        });
        return folded.toString();
    }

    // U+0000 and unpaired surrogates cannot be stored at all; other invisible characters make two names look alike
    private static boolean isPlainText(String text) {
        return text.strip().codePoints().noneMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        });
    }
}
