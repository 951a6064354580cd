package org.vestibule.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account, as its owner reads it.
 *
 * @param event message key of the sentence, after {@code account.activity.}
 * @param method of second factor that the sentence names, null where it names none
 * @param number which one of the method, null for the first and where it has a name
 * @param which its name, and a phone's masked number, null where it has neither; told apart from the text around by isolates
 * @param client name of the application that the sentence names, null where it names none
 * @param network roughly from where; null where not known, or where somebody else did it
 */
record Activity(
        Instant at,
        String event,
        @Nullable String method,
        @Nullable String number,
        @Nullable String which,
        @Nullable String client,
        @Nullable String network) {}
