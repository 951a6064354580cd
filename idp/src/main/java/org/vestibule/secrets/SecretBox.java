package org.vestibule.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts what must be read again: AES-256-GCM with a fresh nonce, bound to the place where it is stored, so that a value
 * moved to another row does not open (TOTP-03).
 */
public final class SecretBox {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing ring;
    private final SecureRandom random = new SecureRandom();

    SecretBox(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * Encrypts with the ring's first key.
     *
     * @param context table, row and column of the value; the same is needed to open it
     */
    public Sealed seal(byte[] plaintext, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String keyId = ring.firstId();
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, keyId, nonce, plaintext, context);
        return new Sealed(
                keyId,
                ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                        .put(nonce)
                        .put(encrypted)
                        .array());
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException when the key is not in the ring, the value was changed, or the context is another one
     */
    public byte[] open(Sealed sealed, String context) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed.bytes());
        if (bytes.remaining() <= NONCE_BYTES) {
            throw new IllegalStateException("not a sealed value: " + context);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] encrypted = new byte[bytes.remaining()];
        bytes.get(encrypted);
        return run(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, encrypted, context);
    }

    private byte[] run(int mode, String keyId, byte[] nonce, byte[] input, String context) {
        SecretKey key = ring.key(keyId);
        if (key == null) {
            throw new IllegalStateException("no key \"" + keyId + "\" in the ring");
        }
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key \"" + keyId + "\" does not fit " + context, e);
        }
    }
}
