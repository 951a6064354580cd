package org.vestibule.user.hashing;

/** The argon2id function. Implementations are interchangeable: the same input has the same tag. */
interface Argon2 {

    byte[] tag(byte[] password, byte[] salt, Argon2Cost cost, int version, int length);
}
