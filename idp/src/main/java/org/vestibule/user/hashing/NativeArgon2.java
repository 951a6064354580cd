package org.vestibule.user.hashing;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Version;

/** The reference implementation in C, where a build of it for this machine can be loaded. */
final class NativeArgon2 implements Argon2 {

    /** The library's binding cannot hand over an empty array; nobody has the empty password, but anybody can type it. */
    private final Argon2 forNothing = new BouncyCastleArgon2();

    private final Argon2Advanced library = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);

    /** @throws LinkageError when the library cannot be loaded here */
    NativeArgon2() {
        tag(new byte[8], new byte[16], new Argon2Cost(8, 1, 1), Argon2Hash.VERSION_13, 32);
    }

    @Override
    public byte[] tag(byte[] password, byte[] salt, Argon2Cost cost, int version, int length) {
        if (password.length == 0) {
            return forNothing.tag(password, salt, cost, version, length);
        }
        return library.rawHashAdvanced(
                cost.iterations(),
                cost.memory(),
                cost.parallelism(),
                password,
                salt,
                null,
                null,
                length,
                version == Argon2Hash.VERSION_10 ? Argon2Version.V10 : Argon2Version.V13);
    }
}
