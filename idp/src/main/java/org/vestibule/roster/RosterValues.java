package org.vestibule.roster;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a line says. Null: nothing, so what is there stays.
 *
 * @param groups sorted; all groups of the person
 */
record RosterValues(
        String username,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable List<String> groups,
        @Nullable String locale) {}
