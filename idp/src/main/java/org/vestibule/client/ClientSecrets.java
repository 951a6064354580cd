package org.vestibule.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

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

    private static final String FAST = "{sha256}";
    private static final String SLOW = "{argon2}";
    private static final int LONG_ENOUGH = 32;
    private static final int REMEMBERED = 1_000;

    private final PasswordEncoder slow = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final Cache<String, Boolean> right =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    // makes what is remembered worthless outside this process
    private final String pepper;

    ClientSecrets() {
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

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
        if (secret == null || hash == null) {
            return false;
        }
        if (hash.startsWith(FAST)) {
            return MessageDigest.isEqual(
                    hash.substring(FAST.length()).getBytes(StandardCharsets.US_ASCII),
                    Sha256.hex(secret.toString()).getBytes(StandardCharsets.US_ASCII));
        }
        return hash.startsWith(SLOW) && matchesSlow(secret.toString(), hash);
    }

    private boolean matchesSlow(String secret, String hash) {
        String key = Sha256.hex(pepper + hash + ' ' + secret);
        if (right.getIfPresent(key) != null) {
            return true;
        }
        boolean matches = slow.matches(secret, hash.substring(SLOW.length()));
        if (matches) {
            right.put(key, true);
        }
        return matches;
    }
}
