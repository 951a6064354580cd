package org.vestibule.journey;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody with an account.
 *
 * @param username typed at sign-in
 * @param password typed at sign-in
 */
record Person(String username, String password) {

    static final Person ADMIN = new Person("admin", "demo-admin-password");
    static final Person TEACHER = new Person("teacher", "demo-teacher-password");
    static final Person STUDENT = new Person("student", "demo-student-password");

    /** One of the people of {@code journeys.yaml}. */
    static Person of(String username) {
        return new Person(username, "seven green kites over water");
    }

    /** The names of the people of the class Journeys follow from their usernames: clock-plain is Clock Plain. */
    String name() {
        return Stream.of(username.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    String address() {
        return username + "@example.org";
    }
}
