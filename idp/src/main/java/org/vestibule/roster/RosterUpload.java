package org.vestibule.roster;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses beside the file. Spring hands over null for what the browser did not send.
 *
 * @param confirmed {@code true} or {@code false}, as the others
 */
record RosterUpload(String confirmed, String sendLinks, String disableOthers) {

    RosterUpload {
        confirmed = flag(confirmed);
        sendLinks = flag(sendLinks);
        disableOthers = flag(disableOthers);
    }

    private static String flag(@Nullable String typed) {
        return String.valueOf("true".equals(typed));
    }
}
