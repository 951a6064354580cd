package org.vestibule.user.hashing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordHashesTests {

    private static final String ARGON2 =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final PasswordHashes hashes = PasswordHashes.create(Argon2Cost.DEFAULT);

    @Test
    void hashWhenDefaultCostThenAsOwaspAsks() {
        assertThat(hashes.hash("x")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @ParameterizedTest
    @CsvSource({"19456,2", "12288,3", "9216,4", "7168,5", "65536,3", "47104,2"})
    void createWhenOwaspSetOrStrongerThenAccepted(int memory, int iterations) {
        assertThat(PasswordHashes.create(new Argon2Cost(memory, iterations, 1))).isNotNull();
    }

    /** PWD-07: start-up refuses weaker settings; 16384/2 is the framework's own default. */
    @Requirement("PWD-07")
    @ParameterizedTest
    @CsvSource({"16384,2", "19456,1", "12288,2", "9216,3", "7168,4", "7167,20", "65536,1"})
    void createWhenWeakerThanTheFloorThenRefused(int memory, int iterations) {
        assertThatThrownBy(() -> PasswordHashes.create(new Argon2Cost(memory, iterations, 1)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("idp.password.argon2");
    }

    @Test
    void matchesWhenLegacyFormatsThenVerified() {
        String bcrypt = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("a pass phrase");
        String pbkdf2v58 = "{pbkdf2@SpringSecurity_v5_8}"
                + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("a pass phrase");
        for (String hash : new String[] {bcrypt, oldPbkdf2("a pass phrase"), pbkdf2v58}) {
            assertThat(hashes.matches("a pass phrase", hash)).as(hash).isTrue();
            assertThat(hashes.matches("another phrase", hash)).as(hash).isFalse();
            assertThat(PasswordHashes.recognize(hash)).contains(hash);
            assertThat(hashes.isOutdated(hash)).isTrue();
        }
    }

    @Test
    void recognizeWhenArgon2WithOrWithoutPrefixThenStoredWithout() {
        assertThat(PasswordHashes.recognize(ARGON2)).contains(ARGON2);
        assertThat(PasswordHashes.recognize("{argon2}" + ARGON2)).contains(ARGON2);
        assertThat(PasswordHashes.recognize("{argon2@SpringSecurity_v5_8}" + ARGON2))
                .contains(ARGON2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "{noop}plain",
                "{MD5}5f4dcc3b5aa765d61d8327deb882cf99",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "{bcrypt}$2a$31$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "{pbkdf2}5f4dcc3b",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgL",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
            })
    void recognizeWhenUnknownOrUnreasonableThenEmpty(String encoded) {
        assertThat(PasswordHashes.recognize(encoded)).isEmpty();
    }

    /** PWD-08: weaker or older is upgraded, stronger is never downgraded. */
    @Requirement("PWD-08")
    @ParameterizedTest
    @CsvSource({
        "'$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4', false",
        "'$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4', false",
        "'$argon2id$v=19$m=47104,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4', false",
        "'$argon2id$v=19$m=16384,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4', true",
        "'$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4', true",
        "'$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4', true",
        "'$argon2id$v=19$m=1024,t=60,p=1$c29tZXNhbHRzb21lc2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4', true",
    })
    void isOutdatedWhenComparedWithTheCostInForceThenOnlyWeakerOnes(String encoded, boolean outdated) {
        assertThat(hashes.isOutdated(encoded)).isEqualTo(outdated);
    }

    @SuppressWarnings("deprecation")
    private static String oldPbkdf2(String password) {
        return "{pbkdf2}"
                + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5().encode(password);
    }
}
