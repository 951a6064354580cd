package org.vestibule.roster;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a roster can say of a person. */
enum RosterColumn {
    USERNAME("username"),
    EMAIL("email"),
    GIVEN_NAME("givenName"),
    FAMILY_NAME("familyName"),
    GROUPS("groups"),
    LOCALE("locale");

    private final String header;

    RosterColumn(String header) {
        this.header = header;
    }

    /** The name in the first line of the file. */
    String header() {
        return header;
    }

    /** The column of that name, in upper or lower case. */
    static Optional<RosterColumn> of(String header) {
        return Arrays.stream(values())
                .filter(column -> column.header.equalsIgnoreCase(header))
                .findFirst();
    }

    /** All names, as a sentence lists them. */
    static String headers() {
        return Arrays.stream(values()).map(RosterColumn::header).collect(Collectors.joining(", "));
    }
}
