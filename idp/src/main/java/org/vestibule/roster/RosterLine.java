package org.vestibule.roster;

import org.jspecify.annotations.Nullable;

/**
 * A line of the file.
 *
 * @param usernameKey the canonical name; null where it is none
 * @param emailKey the canonical address; null where there is none
 * @param problem null: none so far
 */
record RosterLine(
        int line,
        RosterValues values,
        @Nullable String usernameKey,
        @Nullable String emailKey,
        @Nullable RosterProblem problem) {}
