package org.vestibule.recovery.internal;

import org.jspecify.annotations.Nullable;

/**
 * The form below codes that were just made.
 *
 * @param shown under which id they are kept while they are on the screen
 * @param made when they were made
 * @param saved {@code true} where the box is ticked
 */
record SavedForm(
        @Nullable String shown,
        @Nullable String made,
        @Nullable String saved) {

    boolean ticked() {
        return "true".equals(saved);
    }
}
