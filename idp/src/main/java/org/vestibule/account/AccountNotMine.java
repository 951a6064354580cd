package org.vestibule.account;

import java.util.Map;
import java.util.UUID;

import org.vestibule.event.EndsGrants;

/**
 * A person said that something in the recent activity was somebody else's doing.
 *
 * @param mailed whether a link to a new password is on its way; else it is chosen on the password page
 */
record AccountNotMine(UUID userId, UUID sessionId, boolean mailed) implements EndsGrants {

    @Override
    public String event() {
        return "account.not-mine";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("mailed", mailed);
    }
}
