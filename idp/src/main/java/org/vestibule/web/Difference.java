package org.vestibule.web;

import org.jspecify.annotations.Nullable;

/**
 * A field of a form in which what was typed is not what somebody else saved meanwhile; shown by {@code web/differences}.
 *
 * @param labelKey message key of the field's label
 * @param texts the message of a value is {@code texts.value}; null: the value is shown as it is
 */
public record Difference(
        String labelKey,
        String theirs,
        String yours,
        @Nullable String texts) {

    /** A field that people type. */
    public static Difference typed(String labelKey, String theirs, String yours) {
        return new Difference(labelKey, theirs, yours, null);
    }

    /** A field that people tick, {@code true} or {@code false}. */
    public static Difference ticked(String labelKey, String theirs, String yours) {
        return new Difference(labelKey, theirs, yours, "form.ticked");
    }

    /** A field of lines. */
    public static Difference lines(String labelKey, Iterable<String> theirs, Iterable<String> yours) {
        return typed(labelKey, String.join(", ", theirs), String.join(", ", yours));
    }

    public boolean exists() {
        return !theirs.equals(yours);
    }
}
