package org.vestibule.token;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import com.nimbusds.jose.jwk.JWK;

/** Takes out a key that may be in wrong hands, at once, and sees to it that there is one that signs in its place. */
@Component
class KeyRevocation {

    private final SigningKeyStore store;
    private final KeyRotation rotation;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    KeyRevocation(
            SigningKeyStore store,
            KeyRotation rotation,
            TransactionOperations transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.rotation = rotation;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /** @return whether there was such a key that had not been taken out yet */
    boolean revoke(String kid) {
        Optional<JWK> known = store.find(kid);
        if (known.isEmpty()) {
            return false;
        }
        SigningAlgorithm algorithm =
                SigningAlgorithm.valueOf(known.get().getAlgorithm().getName());
        // made before the lock is taken: an RSA key may take seconds
        JWK fresh = algorithm.newKey();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            store.lock();
            Instant now = clock.instant();
            if (!store.revoke(kid, now)) {
                return false;
            }
            events.publishEvent(new SigningKeyRevoked(kid, algorithm.name()));
            replace(algorithm, fresh, now);
            return true;
        }));
    }

    /** There is always one that signs now, and one that has no end yet. */
    private void replace(SigningAlgorithm algorithm, JWK fresh, Instant now) {
        List<SigningKey> left =
                store.published(now).stream().filter(algorithm::of).toList();
        boolean signs = left.stream().anyMatch(key -> key.signs(now));
        List<SigningKey> endless =
                left.stream().filter(key -> key.retiredAt() == null).toList();
        if (endless.isEmpty() && signs) {
            rotation.replace(fresh, "revocation");
        } else if (endless.isEmpty()) {
            store.insert(fresh, now);
            events.publishEvent(new SigningKeyRotated(fresh.getKeyID(), algorithm.name(), now, "revocation"));
        } else if (!signs) {
            store.activate(endless.get(0).jwk().getKeyID(), now);
        }
    }
}
