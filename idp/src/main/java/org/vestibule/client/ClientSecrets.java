package org.vestibule.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.vestibule.secrets.Sha256;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Hashes of client secrets. One of 32 characters or more has entropy enough for SHA-256; a shorter one is stored with a
 * slow hash, and its right answer is remembered, so that not every token request pays for it (OID-17).
 */
@Component
public class ClientSecrets implements PasswordEncoder {

    /** From this many characters on the plain SHA-256 is enough. */
    public static final int LONG_ENOUGH = 32;

    private static final String FAST = "{sha256}";
    private static final String SLOW = "{argon2}";
    private static final int REMEMBERED = 1_000;

    private final PasswordEncoder slow = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final Cache<String, Boolean> right =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    // makes what is remembered worthless outside this process
    private final String pepper;
    private final Semaphore slots = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final SecretUses uses;
    private final Clock clock;

    ClientSecrets(SecretUses uses, Clock clock) {
        this.uses = uses;
        this.clock = clock;
        byte[] random = new byte[LONG_ENOUGH];
        new SecureRandom().nextBytes(random);
        this.pepper = Base64.getEncoder().encodeToString(random);
    }

    @Override
    public String encode(@Nullable CharSequence secret) {
        if (secret == null) {
            throw new IllegalArgumentException("no secret");
        }
        return secret.length() >= LONG_ENOUGH ? FAST + Sha256.hex(secret.toString()) : SLOW + slow.encode(secret);
    }

    /** @param hashes those of a client's secrets ({@link LmsClient#secretHash()}) */
    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hashes) {
        if (secret == null || hashes == null) {
            return false;
        }
        List<LiveSecret> live = LiveSecret.read(hashes, clock.instant());
        Optional<LiveSecret> right = fast(live, secret.toString())
                .or(() -> live.stream()
                        .filter(one -> one.hash().startsWith(SLOW) && matchesSlow(secret.toString(), one.hash()))
                        .findFirst());
        right.map(LiveSecret::id).ifPresent(uses::note);
        return right.isPresent();
    }

    /** Looks at all of them, whether right or wrong, so that the time it takes tells nothing. */
    private static Optional<LiveSecret> fast(List<LiveSecret> live, String secret) {
        byte[] sent = (FAST + Sha256.hex(secret)).getBytes(StandardCharsets.US_ASCII);
        Optional<LiveSecret> right = Optional.empty();
        for (LiveSecret one : live) {
            if (MessageDigest.isEqual(one.hash().getBytes(StandardCharsets.US_ASCII), sent)) {
                right = Optional.of(one);
            }
        }
        return right;
    }

    private boolean matchesSlow(String secret, String hash) {
        String key = Sha256.hex(pepper + hash + ' ' + secret);
        if (right.getIfPresent(key) != null) {
            return true;
        }
        // a flood of wrong secrets must not take all memory (AVL-03)
        slots.acquireUninterruptibly();
        try {
            boolean matches = slow.matches(secret, hash.substring(SLOW.length()));
            if (matches) {
                right.put(key, true);
            }
            return matches;
        } finally {
            slots.release();
        }
    }
}
