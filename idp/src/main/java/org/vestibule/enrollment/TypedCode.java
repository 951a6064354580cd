package org.vestibule.enrollment;

import org.jspecify.annotations.Nullable;

/**
 * What was typed into a field for a 6-digit code: spaces and dashes dropped, digits of any script as ASCII (ux.md,
 * section 2). A refused one is a form error and not counted as an attempt.
 *
 * @param digits the six digits where {@code error} is null
 * @param error message key of what is wrong with it, null when it is six digits
 */
public record TypedCode(String digits, @Nullable String error) {

    private static final int LENGTH = 6;
    /** More than any way to write six digits with separators. */
    private static final int LONGEST = 64;

    /** Reads a form's value. */
    public static TypedCode of(@Nullable String typed) {
        if (typed != null && typed.length() > LONGEST) {
            return new TypedCode("", "signin.code.malformed");
        }
        String digits = typed == null ? "" : normalise(typed);
        if (digits.isEmpty()) {
            return new TypedCode("", "signin.code.empty");
        }
        boolean sixDigits = digits.length() == LENGTH && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return sixDigits ? new TypedCode(digits, null) : new TypedCode("", "signin.code.malformed");
    }

    private static String normalise(String typed) {
        StringBuilder digits = new StringBuilder();
        typed.codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && Character.getType(c) != Character.DASH_PUNCTUATION)
                .map(c -> Character.digit(c, 10) >= 0 ? '0' + Character.digit(c, 10) : c)
                .forEach(digits::appendCodePoint);
        return digits.toString();
    }

    public boolean valid() {
        return error == null;
    }

    /** A code is never printed. */
    @Override
    public String toString() {
        return "TypedCode[" + (error == null ? "six digits" : error) + "]";
    }
}
