package org.vestibule.roster;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A line and what became of it.
 *
 * @param changes by field: old and new
 * @param userId whose account it is, once compared
 * @param userVersion of that account when it was compared
 */
record RosterEntry(
        int line,
        RosterKind kind,
        RosterValues values,
        Map<String, List<String>> changes,
        @Nullable RosterProblem problem,
        @Nullable UUID userId,
        long userVersion) {

    RosterEntry with(RosterKind newKind) {
        return new RosterEntry(line, newKind, values, changes, problem, userId, userVersion);
    }

    /** The same as refused or left out. */
    RosterEntry with(RosterKind newKind, RosterProblem why) {
        return new RosterEntry(line, newKind, values, changes, why, userId, userVersion);
    }

    RosterEntry madeFor(UUID id) {
        return new RosterEntry(line, RosterKind.CREATED, values, changes, problem, id, userVersion);
    }
}
