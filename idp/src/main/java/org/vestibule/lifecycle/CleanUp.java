package org.vestibule.lifecycle;

import java.time.Duration;

/**
 * Rows of one table that nobody needs any more. A module declares a bean of this for each of its tables that would grow
 * without end; {@link CleanUpJob} deletes them (AVL-11).
 *
 * @param table the table's name
 * @param condition in SQL, supported by an index; {@code :before} is the present time less {@code keptFor}
 * @param keptFor how long such rows stay, because something may still ask for them
 */
public record CleanUp(String table, String condition, Duration keptFor) {

    /** Rows that are of no use from the moment they are over. */
    public CleanUp(String table, String condition) {
        this(table, condition, Duration.ZERO);
    }
}
