package org.vestibule.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/** The keys that sign tokens: one set for all nodes, read from the database and kept for seconds (OID-16). */
@Component
class SigningKeys implements JWKSource<SecurityContext>, SmartInitializingSingleton {

    private final SigningKeyStore store;
    private final KeyRotation rotation;
    private final Clock clock;
    private volatile Kept kept = new Kept(List.of(), Instant.MIN);

    SigningKeys(SigningKeyStore store, KeyRotation rotation, Clock clock) {
        this.store = store;
        this.rotation = rotation;
        this.clock = clock;
    }

    /** Those that sign now come first, RS256 before the others: some LMSs take the first key there is. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Instant now = clock.instant();
        return selector.select(new JWKSet(keys().stream()
                .sorted(Comparator.comparing((SigningKey key) -> !key.signs(now))
                        .thenComparing(key -> !SigningAlgorithm.RS256.of(key)))
                .map(SigningKey::jwk)
                .toList()));
    }

    /** Of several candidates the one that signs now: the newest. */
    JWK signing(List<JWK> candidates) {
        Instant now = clock.instant();
        return keys().stream()
                .filter(key -> key.signs(now))
                .map(SigningKey::jwk)
                .filter(candidates::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no key signs now"));
    }

    /** A key of ours by its id, also one that is published no more. */
    Optional<JWK> find(String kid) {
        return keys().stream()
                .map(SigningKey::jwk)
                .filter(jwk -> kid.equals(jwk.getKeyID()))
                .findFirst()
                .or(() -> store.find(kid));
    }

    /** Makes the first keys before anybody is served: it takes seconds, and a broken one must stop the start. */
    @Override
    public void afterSingletonsInstantiated() {
        load();
    }

    private List<SigningKey> keys() {
        Kept now = kept;
        return now.until().isBefore(clock.instant()) ? load().keys() : now.keys();
    }

    // one at a time: whoever waited finds what the other one has read
    private synchronized Kept load() {
        Instant now = clock.instant();
        if (kept.until().isBefore(now)) {
            kept = new Kept(List.copyOf(rotation.complete(now)), now.plus(SigningKeyProperties.KEPT_BY_NODES));
        }
        return kept;
    }

    private record Kept(List<SigningKey> keys, Instant until) {}
}
