package org.vestibule.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A line of the list of people.
 *
 * @param methods ids of the active second factors, sorted
 * @param roles names, sorted
 * @param lastSignIn when a password was accepted last, as far as the audit trail goes back
 */
record FoundPerson(
        UUID id,
        String name,
        String username,
        @Nullable String email,
        List<String> roles,
        List<String> methods,
        @Nullable Instant lastSignIn,
        boolean enabled) {}
