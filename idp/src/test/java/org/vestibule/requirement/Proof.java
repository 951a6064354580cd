package org.vestibule.requirement;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A test, or a whole class of tests, that claims to prove a requirement.
 *
 * @param source the file, seen from the root of the repository
 * @param name simple name of the class, with {@code .method} if it is one test
 * @param test whether it runs: a test method, or a class that has one
 */
record Proof(String requirement, Path source, String name, boolean test) implements Comparable<Proof> {

    private static final Comparator<Proof> ORDER =
            Comparator.comparing(Proof::requirement).thenComparing(Proof::name);

    @Override
    public int compareTo(Proof other) {
        return ORDER.compare(this, other);
    }

    /** As a link for a page in {@code docs/security}. */
    String link() {
        return "[" + name + "](../../" + source.toString().replace('\\', '/') + ")";
    }
}
