package org.vestibule.user.hashing;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vestibule.lifecycle.StartRefusedException;

/**
 * What a new password hash costs (PWD-07). OWASP's equivalent sets and anything stronger are accepted; weaker ones stop
 * the start.
 *
 * @param memory KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
@ConfigurationProperties("idp.password.argon2")
public record Argon2Cost(
        @DefaultValue("19456") int memory,
        @DefaultValue("2") int iterations,
        @DefaultValue("1") int parallelism) {

    private static final int MAX_MEMORY = 1 << 20;
    private static final int MAX_ITERATIONS = 64;
    private static final int MAX_PARALLELISM = 16;

    /** OWASP Password Storage: memory and passes that cost an attacker about the same. */
    private static final List<int[]> FLOORS =
            List.of(new int[] {19456, 2}, new int[] {12288, 3}, new int[] {9216, 4}, new int[] {7168, 5});

    /** The recommended ones. */
    public static final Argon2Cost DEFAULT = new Argon2Cost(19456, 2, 1);

    /** Refuses what is outside of every sensible range; {@link #requireStrongEnough} asks for more. */
    public Argon2Cost {
        // RFC 9106, 3.1: at least 8 KiB a lane. The upper bounds keep one hash from taking the machine (AVL-03).
        if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
            throw new IllegalArgumentException("argon2 parallelism must be 1 to " + MAX_PARALLELISM);
        }
        if (memory < 8 * parallelism || memory > MAX_MEMORY) {
            throw new IllegalArgumentException("argon2 memory must be 8 KiB a lane to " + MAX_MEMORY + " KiB");
        }
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException("argon2 iterations must be 1 to " + MAX_ITERATIONS);
        }
    }

    /** @throws StartRefusedException when new hashes with these would be weaker than OWASP's floor */
    void requireStrongEnough() {
        if (FLOORS.stream().noneMatch(floor -> memory >= floor[0] && iterations >= floor[1])) {
            throw new StartRefusedException(
                    "Password hashes with idp.password.argon2.memory=" + memory + " and .iterations=" + iterations
                            + " would be too weak.",
                    "Set 19456 and 2, or 12288 and 3, 9216 and 4, 7168 and 5, or more.");
        }
    }

    /** Whether a hash with these costs less work than one with the others, or far less memory. */
    boolean weakerThan(Argon2Cost other) {
        return work() < other.work() || memory < FLOORS.get(FLOORS.size() - 1)[0];
    }

    private long work() {
        return (long) memory * iterations;
    }
}
