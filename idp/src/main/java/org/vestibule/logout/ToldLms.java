package org.vestibule.logout;

import java.util.List;

/**
 * An LMS that had to be told about the end of a session.
 *
 * @param name the LMS's name
 * @param confirmed whether it said that the person is signed out there
 */
public record ToldLms(String name, boolean confirmed) {

    /** The names of those that confirmed, or of those that did not. */
    public static List<String> names(List<ToldLms> all, boolean confirmed) {
        return all.stream()
                .filter(told -> told.confirmed() == confirmed)
                .map(ToldLms::name)
                .toList();
    }
}
