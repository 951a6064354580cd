package org.vestibule.user;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.user.hashing.PasswordHashes;

/** Whether a password is right, and how it is changed. Call it outside of transactions: hashing takes its time. */
public class Passwords {

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final PasswordHashes hashes;
    private final HashQueue queue;
    private final PasswordStore store;
    private final TransactionOperations newTransaction;
    private final String nobodysHash;

    Passwords(PasswordHashes hashes, HashQueue queue, PasswordStore store, TransactionOperations newTransaction) {
        this.hashes = hashes;
        this.queue = queue;
        this.store = store;
        this.newTransaction = newTransaction;
        // made now with the parameters in force, not on the first miss (PWD-12)
        this.nobodysHash = hashes.hash(UUID.randomUUID().toString());
    }

    /**
     * Whether this is the candidate's password. Every attempt that is looked at costs one hash: for nobody, for somebody
     * without a password and for a disabled account too, whose right password is still right: the caller says no (PWD-11,
     * PWD-12). Over-long and unstorable input is wrong without a hash, whoever the candidate is.
     *
     * @throws HashQueueFullException when no turn came in time
     */
    public boolean matches(@Nullable User candidate, String password) {
        PlainPassword plain = PlainPassword.of(password);
        if (plain.refusal().isPresent()) {
            return false;
        }
        UUID id = candidate == null ? null : candidate.id();
        Optional<String> stored = store.hashOf(id);
        Verification verification =
                queue.inTurn(() -> verify(plain.text(), stored.orElse(nobodysHash), stored.isPresent()));
        if (id != null && stored.isPresent() && verification.betterHash() != null) {
            upgrade(id, stored.get(), verification.betterHash());
        }
        return verification.matches();
    }

    // the better hash is made in the same turn, so that it cannot be refused one (PWD-08)
    private Verification verify(String password, String hash, boolean somebodys) {
        boolean matches = hashes.matches(password, hash) && somebodys;
        return new Verification(matches, matches && hashes.isOutdated(hash) ? hashes.hash(password) : null);
    }

    private void upgrade(UUID userId, String oldHash, String newHash) {
        try {
            newTransaction.executeWithoutResult(status -> store.upgrade(userId, oldHash, newHash));
        } catch (DataAccessException | TransactionException ex) {
            // PWD-08: never fails the login; the next one tries again
            log.atWarn().addKeyValue("user", userId).setCause(ex).log("password hash not upgraded");
        }
    }

    private record Verification(boolean matches, @Nullable String betterHash) {}
}
