package org.vestibule.enrollment;

import java.text.Normalizer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What a person calls an app or a phone, in any script. What would turn around or hide the text beside it is taken out. */
public record FactorLabel(String text) {

    /** Characters, however many bytes each has. */
    public static final int LONGEST = 40;

    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;

    public FactorLabel {
        if (!text.equals(cleaned(text)) || text.isEmpty() || length(text) > LONGEST) {
            throw new IllegalArgumentException("no name of a factor");
        }
    }

    /** What came of reading a name: the name, or the key of the message that says what is wrong. */
    public record Typed(@Nullable FactorLabel label, String error) {}

    /** Reads what was typed. */
    public static Typed read(@Nullable String typed) {
        String text = cleaned(Optional.ofNullable(typed).orElse(""));
        if (text.codePoints().noneMatch(FactorLabel::visible)) {
            return new Typed(null, "account.rename.empty");
        }
        return length(text) > LONGEST ? new Typed(null, "account.rename.long") : new Typed(new FactorLabel(text), "");
    }

    private static String cleaned(String typed) {
        String kept = Normalizer.normalize(typed, Normalizer.Form.NFC)
                .codePoints()
                .map(one -> Character.isWhitespace(one) || Character.isSpaceChar(one) ? ' ' : one)
                .filter(FactorLabel::harmless)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return kept.replaceAll(" +", " ").strip();
    }

    /** No direction marks and overrides, no other invisible ones but those that join letters and emoji, no half characters. */
    private static boolean harmless(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.FORMAT -> one == JOINER || one == NON_JOINER;
            default -> true;
        };
    }

    private static boolean visible(int one) {
        return Character.getType(one) != Character.FORMAT && one != ' ';
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
