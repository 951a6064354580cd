package org.vestibule.user.hashing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and checks password hashes of every format that may be stored. */
public final class PasswordHashes {

    private static final Logger log = LoggerFactory.getLogger(PasswordHashes.class);

    private static final String ARGON2_PREFIX = "{argon2}";
    private static final String ARGON2_PREFIX_V5_8 = "{argon2@SpringSecurity_v5_8}";
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Argon2 argon2;
    private final Argon2Cost cost;

    PasswordHashes(Argon2 argon2, Argon2Cost cost) {
        cost.requireStrongEnough();
        this.argon2 = argon2;
        this.cost = cost;
    }

    /** With the native library where it can be loaded, else in Java. */
    public static PasswordHashes create(Argon2Cost cost) {
        try {
            return new PasswordHashes(new NativeArgon2(), cost);
        } catch (LinkageError error) {
            log.warn("no native argon2 library for this machine, using the slower one in Java: {}", error.getMessage());
            return new PasswordHashes(new BouncyCastleArgon2(), cost);
        }
    }

    /** A new argon2id hash at the cost in force, as a PHC string. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] tag = argon2.tag(bytes(password), salt, cost, Argon2Hash.VERSION_13, TAG_BYTES);
        return new Argon2Hash(Argon2Hash.VERSION_13, cost, salt, tag).encoded();
    }

    /** @throws IllegalArgumentException when the hash is of a format that {@link #recognize} refuses */
    public boolean matches(String password, String encoded) {
        if (Argon2Hash.recognizes(encoded)) {
            Argon2Hash hash = Argon2Hash.parse(encoded);
            byte[] tag = argon2.tag(bytes(password), hash.salt(), hash.cost(), hash.version(), hash.tag().length);
            return MessageDigest.isEqual(tag, hash.tag());
        }
        return LegacyHash.of(encoded)
                .orElseThrow(() -> new IllegalArgumentException("unknown format of password hash"))
                .matches(password, encoded);
    }

    /** Whether a new hash would be stronger (PWD-08): another function, an older version, less work, less salt. */
    public boolean isOutdated(String encoded) {
        if (!Argon2Hash.recognizes(encoded)) {
            return true;
        }
        Argon2Hash hash = Argon2Hash.parse(encoded);
        return hash.version() != Argon2Hash.VERSION_13
                || hash.cost().weakerThan(cost)
                || hash.salt().length < SALT_BYTES
                || hash.tag().length < TAG_BYTES;
    }

    /** A hash from outside in the form in which it is stored; empty where it could never be verified. */
    public static Optional<String> recognize(String encoded) {
        String bare = encoded;
        for (String prefix : new String[] {ARGON2_PREFIX, ARGON2_PREFIX_V5_8}) {
            bare = bare.startsWith(prefix) ? bare.substring(prefix.length()) : bare;
        }
        if (!Argon2Hash.recognizes(bare)) {
            return LegacyHash.of(encoded).map(known -> encoded);
        }
        try {
            return Optional.of(Argon2Hash.parse(bare).encoded());
        } catch (IllegalArgumentException ex) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
