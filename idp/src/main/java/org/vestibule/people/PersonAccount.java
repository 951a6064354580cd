package org.vestibule.people;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.vestibule.user.User;

/**
 * A person's account as its page shows it.
 *
 * @param version goes up with every change
 * @param hasPassword whether there is one; else an activation link lets the person in
 * @param stopped whether too many wrong passwords or codes keep the person out
 * @param sessions how many are running
 */
record PersonAccount(
        User user,
        long version,
        boolean hasPassword,
        boolean stopped,
        int sessions,
        List<Factor> factors,
        @Nullable Instant lastSignIn) {

    /**
     * An active second factor.
     *
     * @param method its id
     */
    record Factor(String method, Instant since, @Nullable Instant lastUsed) {}
}
