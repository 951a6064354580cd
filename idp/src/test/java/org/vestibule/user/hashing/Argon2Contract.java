package org.vestibule.user.hashing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What every implementation of argon2id does (PWD-07). */
abstract class Argon2Contract {

    private static final Argon2Cost COST = new Argon2Cost(7168, 5, 1);

    private final PasswordHashes hashes = new PasswordHashes(implementation(), COST);

    abstract Argon2 implementation();

    /** Vectors of the reference implementation's test.c. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            })
    void matchesWhenReferenceVectorThenRight(String encoded) {
        assertThat(hashes.matches("password", encoded)).isTrue();
        assertThat(hashes.matches("Password", encoded)).isFalse();
    }

    @Test
    void hashWhenMadeThenPhcStringWithFreshSaltAndFullTag() {
        String hash = hashes.hash("correct horse battery staple");
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=7168,t=5,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(hashes.hash("correct horse battery staple")).isNotEqualTo(hash);
        assertThat(hashes.matches("correct horse battery staple", hash)).isTrue();
    }

    @Test
    void hashWhenMadeHereThenTheOtherImplementationsAgree() {
        String hash = hashes.hash("πάσσγουορντ 123");
        for (Argon2 other : new Argon2[] {new NativeArgon2(), new BouncyCastleArgon2()}) {
            assertThat(new PasswordHashes(other, COST).matches("πάσσγουορντ 123", hash))
                    .isTrue();
        }
    }

    @Test
    void matchesWhenEmptyThenWrongAsAnyOther() {
        assertThat(hashes.matches("", hashes.hash("correct horse battery staple")))
                .isFalse();
        assertThat(hashes.matches("", hashes.hash(""))).isTrue();
    }

    /** PWD-02: every one of the characters matters. */
    @Test
    void matchesWhenOnlyThe128thCharacterDiffersThenWrong() {
        String password = "a".repeat(127);
        String hash = hashes.hash(password + "b");
        assertThat(hashes.matches(password + "b", hash)).isTrue();
        assertThat(hashes.matches(password + "c", hash)).isFalse();
    }
}
