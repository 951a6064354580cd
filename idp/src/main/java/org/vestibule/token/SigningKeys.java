package org.vestibule.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;

/** The keys that sign tokens: one set for all nodes, read from the database and kept for seconds (OID-16). */
@Component
class SigningKeys implements JWKSource<SecurityContext>, SmartInitializingSingleton {

    private static final int RSA_BITS = 3072;
    private static final int KID_BYTES = 16;
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final SigningKeyStore store;
    private final TransactionOperations transaction;
    private final Clock clock;
    private volatile Kept kept = new Kept(List.of(), Instant.MIN);

    SigningKeys(SigningKeyStore store, TransactionOperations transaction, Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(new JWKSet(keys().stream().map(SigningKey::jwk).toList()));
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

    /** Makes the first key before anybody is served: it takes seconds, and a broken one must stop the start. */
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
        if (!kept.until().isBefore(now)) {
            return kept;
        }
        List<SigningKey> keys = store.published(now);
        if (keys.isEmpty()) {
            keys = transaction.execute(status -> makeFirst(now));
        }
        kept = new Kept(List.copyOf(keys), now.plus(KEPT));
        return kept;
    }

    private List<SigningKey> makeFirst(Instant now) {
        store.lock();
        if (store.published(now).isEmpty()) {
            store.insert(newKey(), now);
        }
        return store.published(now);
    }

    private static JWK newKey() {
        byte[] kid = new byte[KID_BYTES];
        new SecureRandom().nextBytes(kid);
        try {
            return new RSAKeyGenerator(RSA_BITS)
                    .keyID(Base64URL.encode(kid).toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key could be made", e);
        }
    }

    private record Kept(List<SigningKey> keys, Instant until) {}
}
