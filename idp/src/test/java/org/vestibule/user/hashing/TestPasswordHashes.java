package org.vestibule.user.hashing;

import java.util.concurrent.atomic.AtomicInteger;

/** Hashes for tests: as cheap as the floor allows, and counted. */
public final class TestPasswordHashes {

    /** The cheapest that is accepted. */
    public static final Argon2Cost CHEAP = new Argon2Cost(7168, 5, 1);

    private TestPasswordHashes() {}

    /** Adds one to the counter for each run of argon2. */
    public static PasswordHashes counting(Argon2Cost cost, AtomicInteger runs) {
        Argon2 argon2 = new BouncyCastleArgon2();
        return new PasswordHashes(
                (password, salt, itsCost, version, length) -> {
                    runs.incrementAndGet();
                    return argon2.tag(password, salt, itsCost, version, length);
                },
                cost);
    }
}
