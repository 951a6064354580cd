package org.vestibule.roster;

import java.util.List;
import java.util.Map;

/**
 * What a roster would change, or has changed.
 *
 * @param errors lines that are not imported
 * @param changes what is done to accounts that are there; after the import: what was not done
 * @param others those to be disabled
 */
record RosterPage(
        RosterImport roster,
        Map<RosterKind, Integer> counts,
        List<RosterEntry> errors,
        List<RosterEntry> created,
        List<RosterEntry> changes,
        List<RosterEntry> others,
        List<RosterEntry> skipped) {

    /** How many of each kind are listed; the others are counted. */
    static final int SHOWN = 25;

    static RosterPage of(RosterImport roster, RosterRows rows) {
        return new RosterPage(
                roster,
                rows.counts(roster.id()),
                rows.next(roster.id(), 0, SHOWN, RosterKind.ERROR),
                rows.next(roster.id(), 0, SHOWN, RosterKind.NEW),
                rows.next(roster.id(), 0, SHOWN, RosterKind.CHANGED),
                rows.next(roster.id(), 0, SHOWN, RosterKind.DISABLE),
                rows.next(roster.id(), 0, SHOWN, RosterKind.SKIPPED));
    }

    public int count(String kind) {
        return counts.getOrDefault(RosterKind.of(kind), 0);
    }

    /** Whether the import would change anything. */
    public boolean changesSomething() {
        return count("new") + count("changed") + count("disable") > 0;
    }
}
