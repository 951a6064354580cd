package org.vestibule.user;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A password as typed, in the one form that is checked and hashed: NFKC, exactly once, and nothing else changed (PWD-06).
 * Oversize and unstorable input is known here, before any hashing (PWD-02, AVL-03).
 */
final class PlainPassword {

    static final int MAX_LENGTH = 256;
    static final int MAX_BYTES = 1024;

    // normalising may shorten: what is typed in decomposed form counts as composed; this only bounds the work
    private static final int MAX_TYPED_CHARS = 16 * MAX_LENGTH;

    private final String text;
    private final @Nullable PasswordRefusal refusal;

    private PlainPassword(String text, @Nullable PasswordRefusal refusal) {
        this.text = text;
        this.refusal = refusal;
    }

    static PlainPassword of(String typed) {
        if (typed.length() > MAX_TYPED_CHARS) {
            return new PlainPassword("", PasswordRefusal.TOO_LONG);
        }
        if (typed.codePoints().anyMatch(PlainPassword::unusable)) {
            return new PlainPassword("", PasswordRefusal.UNUSABLE_CHARACTER);
        }
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        boolean tooLong = text.codePointCount(0, text.length()) > MAX_LENGTH
                || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
        return tooLong ? new PlainPassword("", PasswordRefusal.TOO_LONG) : new PlainPassword(text, null);
    }

    /** Why it can be nobody's password, whatever the policy. */
    Optional<PasswordRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The normalised text; call it only where there is no {@link #refusal()}. */
    String text() {
        if (refusal != null) {
            throw new IllegalStateException("refused: " + refusal);
        }
        return text;
    }

    int length() {
        return text.codePointCount(0, text.length());
    }

    @Override
    public String toString() {
        return "PlainPassword";
    }

    // codePoints() hands out a surrogate only where it is unpaired
    private static boolean unusable(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
