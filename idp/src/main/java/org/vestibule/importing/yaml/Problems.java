package org.vestibule.importing.yaml;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a file, each with its line. Never holds a value of the file, which may be a secret. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /**
     * @param line counted from 1
     * @param path where in the file: {@code users[3].email}; empty for the file itself
     * @param reason what is wrong, without the value
     */
    public void add(int line, String path, String reason) {
        found.add(new Problem(line, path, reason));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file, as {@code line 12: users[3].email: not an e-mail address}. */
    public List<String> sentences() {
        return found.stream()
                .sorted((one, other) -> Integer.compare(one.line, other.line))
                .map(Problem::sentence)
                .distinct()
                .toList();
    }

    private record Problem(int line, String path, String reason) {

        String sentence() {
            return "line " + line + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
        }
    }
}
