package org.vestibule.roster;

/**
 * How far a phase has come.
 *
 * @param number of what there is to do; at least 1
 */
record RosterProgress(int done, int number) {

    static RosterProgress of(RosterImport roster, RosterRows rows) {
        RosterKind[] kinds = switch (roster.status()) {
            case COMPARING -> RosterKind.values();
            case INVITING -> new RosterKind[] {RosterKind.CREATED};
            default ->
                new RosterKind[] {
                    RosterKind.NEW,
                    RosterKind.CHANGED,
                    RosterKind.DISABLE,
                    RosterKind.CREATED,
                    RosterKind.UPDATED,
                    RosterKind.DISABLED,
                    RosterKind.SKIPPED
                };
        };
        int[] lines = rows.progress(roster.id(), roster.position(), kinds);
        return new RosterProgress(lines[0], Math.max(1, lines[1]));
    }
}
