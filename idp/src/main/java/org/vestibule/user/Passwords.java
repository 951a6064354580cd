package org.vestibule.user;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.vestibule.user.hashing.PasswordHashes;

/** Whether a password is right, and how it is changed. Call it outside of transactions: hashing takes its time. */
public class Passwords {

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final PasswordHashes hashes;
    private final HashQueue queue;
    private final PasswordStore store;
    private final PasswordPolicy policy;
    private final String nobodysHash;

    Passwords(PasswordHashes hashes, HashQueue queue, PasswordStore store, PasswordPolicy policy) {
        this.hashes = hashes;
        this.queue = queue;
        this.store = store;
        this.policy = policy;
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

    /** Why the policy does not take this for a new account; empty when it does. Hashes nothing. */
    public Optional<PasswordRefusal> refusal(NewUser person, String password) {
        return policy.refusal(
                PlainPassword.of(password),
                PasswordPolicy.wordsOf(person.username(), person.email(), person.givenName(), person.familyName()));
    }

    /** The least number of characters of a new password at present (PWD-01). */
    public int minimum() {
        return policy.minimum();
    }

    /** A hash made elsewhere in the form to be stored with a new account; empty where it could never be verified. */
    public static Optional<String> recognize(String foreignHash) {
        return PasswordHashes.recognize(foreignHash);
    }

    /** The hash to store with a new account, of a password that {@link #refusal} takes. */
    public String hash(String password) {
        String text = PlainPassword.of(password).text();
        return queue.inTurn(() -> hashes.hash(text));
    }

    /**
     * Gives a person another password, if the policy takes it and it is another one than now (PWD-09). Whether the present
     * one was proven, and a second factor with it, is the caller's to ask. Publishes {@link PasswordChanged}.
     *
     * @param sessionId the session that may go on; null: none
     * @return why it was not changed; empty when it was
     * @throws HashQueueFullException when no turn came in time
     */
    public Optional<PasswordRefusal> change(User person, String newPassword, @Nullable UUID sessionId) {
        return change(person, newPassword, sessionId, () -> true);
    }

    /**
     * The same for somebody who has a permission that counts once, in place of the present password.
     *
     * @param permitted uses the permission up and says whether there was one; called in the transaction of the change
     * @return {@link PasswordRefusal#NOT_PERMITTED} when there was none
     * @throws HashQueueFullException when no turn came in time
     */
    public Optional<PasswordRefusal> change(
            User person, String newPassword, @Nullable UUID sessionId, BooleanSupplier permitted) {
        PlainPassword plain = PlainPassword.of(newPassword);
        Optional<PasswordRefusal> refusal = policy.refusal(
                plain,
                PasswordPolicy.wordsOf(person.username(), person.email(), person.givenName(), person.familyName()));
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<String> current = store.hashOf(person.id());
        Optional<String> changed = queue.inTurn(() ->
                current.filter(hash -> hashes.matches(plain.text(), hash)).isPresent()
                        ? Optional.empty()
                        : Optional.of(hashes.hash(plain.text())));
        if (changed.isEmpty()) {
            return Optional.of(PasswordRefusal.UNCHANGED);
        }
        return store.change(person.id(), changed.get(), sessionId, permitted)
                ? Optional.empty()
                : Optional.of(PasswordRefusal.NOT_PERMITTED);
    }

    // the better hash is made in the same turn, so that it cannot be refused one (PWD-08)
    private Verification verify(String password, String hash, boolean somebodys) {
        boolean matches = hashes.matches(password, hash) && somebodys;
        return new Verification(matches, matches && hashes.isOutdated(hash) ? hashes.hash(password) : null);
    }

    private void upgrade(UUID userId, String oldHash, String newHash) {
        try {
            store.upgrade(userId, oldHash, newHash);
        } catch (DataAccessException | TransactionException ex) {
            // PWD-08: never fails the login; the next one tries again
            log.atWarn().addKeyValue("user", userId).setCause(ex).log("password hash not upgraded");
        }
    }

    private record Verification(boolean matches, @Nullable String betterHash) {}
}
