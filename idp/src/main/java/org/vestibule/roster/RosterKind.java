package org.vestibule.roster;

import java.util.Locale;

/** What a line is for, and after the import what came of it. */
enum RosterKind {
    UNREAD,
    ERROR,
    NEW,
    CHANGED,
    SAME,
    /** Somebody who is not in the file. */
    DISABLE,
    CREATED,
    UPDATED,
    DISABLED,
    /** Not imported, because something had changed since it was shown. */
    SKIPPED;

    /** The name in the database and in message keys. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RosterKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
