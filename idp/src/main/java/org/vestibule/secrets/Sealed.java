package org.vestibule.secrets;

/** An encrypted value as it is stored: the id of the key and the bytes (96-bit nonce, ciphertext, tag). */
public final class Sealed {

    private final String keyId;
    private final byte[] bytes;

    public Sealed(String keyId, byte[] bytes) {
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    public String keyId() {
        return keyId;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Sealed[" + keyId + "]";
    }
}
