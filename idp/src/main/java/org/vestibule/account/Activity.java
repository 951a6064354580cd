package org.vestibule.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account, as its owner reads it.
 *
 * @param event message key of the sentence, after {@code account.activity.}
 * @param method of second factor that the sentence names, null where it names none
 * @param client name of the application that the sentence names, null where it names none
 * @param network roughly from where; null where not known, or where somebody else did it
 */
record Activity(
        Instant at,
        String event,
        @Nullable String method,
        @Nullable String client,
        @Nullable String network) {}
