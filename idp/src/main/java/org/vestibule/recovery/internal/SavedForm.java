package org.vestibule.recovery.internal;

import org.jspecify.annotations.Nullable;

/**
 * The form below codes that were just made.
 *
 * @param shown under which id they are kept while they are on the screen
 * @param made when they were made
 * @param saved whether the box is ticked, null on a form that was not sent yet
 */
record SavedForm(
        @Nullable String shown,
        @Nullable String made,
        @Nullable Boolean saved) {

    boolean ticked() {
        return Boolean.TRUE.equals(saved);
    }
}
