package org.vestibule.roster;

import java.util.Locale;

/** How far a roster has come. */
enum RosterStatus {
    COMPARING,
    /** What would change is shown; nothing has changed. */
    READY,
    IMPORTING,
    /** Everything is imported, activation links are leaving. */
    INVITING,
    DONE,
    /** It failed again and again; what was imported before stays. */
    STOPPED;

    /** The name in the database and in message keys. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it goes on by itself. */
    boolean moving() {
        return this == COMPARING || this == IMPORTING || this == INVITING;
    }

    static RosterStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
