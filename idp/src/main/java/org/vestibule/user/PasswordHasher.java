package org.vestibule.user;

import org.vestibule.user.hashing.PasswordHashes;

/**
 * Slow, salted hashes for secrets that a person types: recovery codes, short client secrets. The number computed at a time
 * is bounded; a caller that gets no turn sees {@link HashQueueFullException}.
 */
public final class PasswordHasher {

    private final PasswordHashes hashes;
    private final HashQueue queue;

    PasswordHasher(PasswordHashes hashes, HashQueue queue) {
        this.hashes = hashes;
        this.queue = queue;
    }

    /** A new argon2id hash as a PHC string. */
    public String hash(String secret) {
        return queue.inTurn(() -> hashes.hash(secret));
    }

    /** Whether this is the secret that was hashed. */
    public boolean matches(String secret, String hash) {
        return queue.inTurn(() -> hashes.matches(secret, hash));
    }
}
