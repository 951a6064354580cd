package org.vestibule.registration;

import java.util.Base64;

import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;

/** Secrets and tokens of 256 bits (OID-17). */
final class RandomValues {

    private static final Base64StringKeyGenerator GENERATOR =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    private RandomValues() {}

    static String next() {
        return GENERATOR.generateKey();
    }
}
