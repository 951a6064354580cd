package org.vestibule.user.hashing;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The same in Java, for machines without the native library. */
final class BouncyCastleArgon2 implements Argon2 {

    @Override
    public byte[] tag(byte[] password, byte[] salt, Argon2Cost cost, int version, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(version)
                .withIterations(cost.iterations())
                .withMemoryAsKB(cost.memory())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }
}
