package org.vestibule.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.client.ClientMetadata;

import com.nimbusds.jose.jwk.JWK;

/**
 * Makes signing keys. A new one is published before it signs, the former one as long as a token it signed may be good
 * (OID-16). A lock lets one node decide; what it wrote is what the others find.
 */
@Component
class KeyRotation {

    private final SigningKeyStore store;
    private final SigningKeyProperties properties;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    KeyRotation(
            SigningKeyStore store,
            SigningKeyProperties properties,
            TransactionOperations transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /** Sees to it that there is a key for every algorithm. A first key signs at once: nobody knows another one. */
    List<SigningKey> complete(Instant now) {
        List<SigningKey> known = store.published(now);
        Map<SigningAlgorithm, JWK> fresh = new EnumMap<>(SigningAlgorithm.class);
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (newest(known, algorithm).isEmpty()) {
                fresh.put(algorithm, algorithm.newKey());
            }
        }
        if (fresh.isEmpty()) {
            return known;
        }
        transaction.executeWithoutResult(status -> {
            store.lock();
            List<SigningKey> locked = store.published(now);
            fresh.forEach((algorithm, key) -> {
                if (newest(locked, algorithm).isEmpty()) {
                    store.insert(key, now);
                }
            });
        });
        return store.published(now);
    }

    /** Publishes the next keys where the present ones have signed for nearly as long as they should. */
    void rotateWhenDue() {
        rotate(properties.rotation(), "schedule");
        // by then no node has a signature of theirs to make, not even one whose clock is late
        store.erase(clock.instant().minus(SigningKeyProperties.KEPT_BY_NODES).minus(SigningKeyProperties.SKEW));
    }

    /**
     * Publishes the next keys now, whatever the age of the present ones. Keys that wait for their turn are left: asking
     * twice is asking once.
     */
    void rotateNow() {
        rotate(Duration.ZERO, "operator");
    }

    private void rotate(Duration age, String reason) {
        Map<SigningAlgorithm, JWK> fresh = new EnumMap<>(SigningAlgorithm.class);
        // made before the lock is taken: an RSA key may take seconds
        due(age).forEach(algorithm -> fresh.put(algorithm, algorithm.newKey()));
        if (!fresh.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                store.lock();
                List<SigningAlgorithm> due = due(age);
                fresh.keySet().retainAll(due);
                fresh.forEach((algorithm, key) -> replace(key, reason));
            });
        }
    }

    private List<SigningAlgorithm> due(Duration age) {
        Instant first = clock.instant().plus(properties.publication());
        List<SigningKey> known = store.published(clock.instant());
        return List.of(SigningAlgorithm.values()).stream()
                .filter(algorithm -> newest(known, algorithm)
                        .filter(key -> !key.activeFrom().isAfter(clock.instant()))
                        .filter(key -> !key.activeFrom().plus(age).isAfter(first))
                        .isPresent())
                .toList();
    }

    /** Publishes a key that takes the place of the one that signs, as soon as everybody may know it. */
    void replace(JWK key, String reason) {
        Instant now = clock.instant();
        Instant activeFrom = now.plus(properties.publication());
        store.retire(
                key.getAlgorithm().getName(),
                now,
                activeFrom,
                activeFrom.plus(ClientMetadata.LONGEST_ID_TOKEN_LIFE).plus(SigningKeyProperties.SKEW));
        store.insert(key, activeFrom);
        events.publishEvent(
                new SigningKeyRotated(key.getKeyID(), key.getAlgorithm().getName(), activeFrom, reason));
    }

    private static Optional<SigningKey> newest(List<SigningKey> keys, SigningAlgorithm algorithm) {
        return keys.stream().filter(algorithm::of).max(Comparator.comparing(SigningKey::activeFrom));
    }
}
