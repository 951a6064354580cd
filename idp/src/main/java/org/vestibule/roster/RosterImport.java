package org.vestibule.roster;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A roster on its way.
 *
 * @param columns what the file says of people
 * @param confirmed whether its addresses are known to be the people's own
 * @param sendLinks whether new people get an activation link
 * @param disableOthers whether people who came by a roster and are not in this one are disabled
 * @param lines how many the file has
 * @param position the last line of this phase that is done
 */
record RosterImport(
        UUID id,
        UUID administrator,
        RosterStatus status,
        List<RosterColumn> columns,
        boolean confirmed,
        boolean sendLinks,
        boolean disableOthers,
        int lines,
        int position,
        Instant expiresAt) {}
