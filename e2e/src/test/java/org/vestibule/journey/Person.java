package org.vestibule.journey;

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

    String address() {
        return username + "@example.org";
    }
}
