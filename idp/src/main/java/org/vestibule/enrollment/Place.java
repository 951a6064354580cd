package org.vestibule.enrollment;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a person's other factors of the same method when a set-up is confirmed.
 *
 * @param further whether all of them stay
 * @param replaces which one gives way, null for none in particular
 */
public record Place(boolean further, @Nullable UUID replaces) {

    /** The only one: opened by somebody who had none. One that came about meanwhile gives way (TOTP-10). */
    public static final Place ONLY = new Place(false, null);

    /** In addition to what there is. */
    public static final Place FURTHER = new Place(true, null);

    /** In the place of one; where that one is gone by then, in addition. */
    public static Place of(UUID replaced) {
        return new Place(false, replaced);
    }

    /** How the address of the set-up page says it: the part behind the path. */
    public String query() {
        if (further) {
            return "?add=true";
        }
        return replaces == null ? "" : "?replaces=" + replaces;
    }

    /** Which of the active ones of the same method give way. */
    List<Enrollment> leaving(List<Enrollment> same) {
        if (further) {
            return List.of();
        }
        return replaces == null
                ? same
                : same.stream().filter(one -> one.id().equals(replaces)).toList();
    }
}
