package org.vestibule.user;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.vestibule.TestDatabase;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.hashing.Argon2Cost;
import org.vestibule.user.hashing.PasswordHashes;
import org.vestibule.user.hashing.TestPasswordHashes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordsTests {

    private static final DataSource DATABASE = TestDatabase.create().dataSource();
    private static final String PASSWORD = "correct horse battery";

    private final AtomicInteger runs = new AtomicInteger();
    private final PasswordHashes hashes = TestPasswordHashes.counting(TestPasswordHashes.CHEAP, runs);
    private final HashQueue queue = new HashQueue(1, Duration.ofMillis(50));
    private final Users users = TestUsers.users(DATABASE);
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final List<Object> published = new ArrayList<>();
    private final PasswordStore store = new PasswordStore(jdbc, published::add, Clock.systemUTC());
    private final Passwords passwords = new Passwords(hashes, queue, store, TestUsers.policy());

    @BeforeEach
    void forgetTheHashMadeAtStart() {
        runs.set(0);
    }

    /** PWD-11, PWD-12: what an attempt costs says nothing about the account. */
    @Requirement({"PWD-11", "PWD-12"})
    @Test
    void matchesWhenAttemptIsEvaluatedThenExactlyOneRunWhoeverItIs() {
        User known = person("known", hashes.hash(PASSWORD), true);
        User disabled = person("disabled", hashes.hash(PASSWORD), false);
        User withoutPassword = person("without-password", null, true);
        assertOneRun(known, PASSWORD, true);
        assertOneRun(known, "wrong", false);
        assertOneRun(known, "", false);
        assertOneRun(disabled, PASSWORD, true);
        assertOneRun(disabled, "wrong", false);
        assertOneRun(withoutPassword, PASSWORD, false);
        assertOneRun(null, PASSWORD, false);
    }

    private void assertOneRun(@Nullable User candidate, String password, boolean right) {
        runs.set(0);
        assertThat(passwords.matches(candidate, password)).isEqualTo(right);
        assertThat(runs).hasValue(1);
    }

    /** PWD-02, PWD-06, AVL-03: refused before hashing, for everybody alike. */
    @Requirement({"AVL-03", "PWD-02", "PWD-06"})
    @Test
    void matchesWhenOversizeOrUnstorableThenWrongWithoutARun() {
        User known = person("bounds", hashes.hash(PASSWORD), true);
        runs.set(0);
        for (String password :
                List.of("x".repeat(257), "\ud83d\ude00".repeat(257), "a\u0000b", "a\ud800", "y".repeat(2_000_000))) {
            assertThat(passwords.matches(known, password)).isFalse();
            assertThat(passwords.matches(null, password)).isFalse();
        }
        assertThat(runs).hasValue(0);
    }

    @Test
    void matchesWhenLongestThenAccepted() {
        String longest = "\ud83d\ude00".repeat(256);
        assertThat(passwords.matches(person("longest", hashes.hash(longest), true), longest))
                .isTrue();
    }

    /** PWD-06: NFC and NFD spellings are the same password. */
    @Requirement("PWD-06")
    @Test
    void matchesWhenDecomposedThenSamePassword() {
        User user = person("accents", hashes.hash("mot de passe élevé"), true);
        assertThat(passwords.matches(user, "mot de passe e\u0301leve\u0301")).isTrue();
    }

    @Test
    void matchesWhenCaseOrBlanksDifferThenWrong() {
        User user = person("exact", hashes.hash(PASSWORD), true);
        assertThat(passwords.matches(user, "Correct horse battery")).isFalse();
        assertThat(passwords.matches(user, PASSWORD + " ")).isFalse();
    }

    /** PWD-08. */
    @Requirement("PWD-08")
    @Test
    void matchesWhenHashIsOlderThenUpgradedAfterSuccessOnly() {
        String old = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
        User user = person("old-hash", old, true);
        assertThat(passwords.matches(user, "wrong")).isFalse();
        assertThat(store.hashOf(user.id())).contains(old);
        assertThat(passwords.matches(user, PASSWORD)).isTrue();
        assertThat(store.hashOf(user.id()).orElseThrow()).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(passwords.matches(user, PASSWORD)).isTrue();
    }

    /** PWD-08: never downgrades a stronger hash. */
    @Requirement("PWD-08")
    @Test
    void matchesWhenHashIsStrongerThenKept() {
        String strong = PasswordHashes.create(new Argon2Cost(19456, 3, 1)).hash(PASSWORD);
        User user = person("strong-hash", strong, true);
        assertThat(passwords.matches(user, PASSWORD)).isTrue();
        assertThat(store.hashOf(user.id())).contains(strong);
    }

    /** PWD-08: never fails the login. */
    @Requirement("PWD-08")
    @Test
    void matchesWhenUpgradeCannotBeStoredThenStillRight() {
        PasswordStore broken = new PasswordStore(jdbc, published::add, Clock.systemUTC()) {
            @Override
            void upgrade(UUID userId, String oldHash, String newHash) {
                throw new QueryTimeoutException("the database went away");
            }
        };
        Passwords withBrokenStore = new Passwords(hashes, queue, broken, TestUsers.policy());
        User user = person("no-upgrade", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD), true);
        assertThat(withBrokenStore.matches(user, PASSWORD)).isTrue();
    }

    @Test
    void upgradeWhenPasswordChangedMeanwhileThenTheChangeStays() {
        User user = person("race", "old", true);
        store.change(user.id(), "changed", null, () -> true);
        store.upgrade(user.id(), "old", "better");
        assertThat(store.hashOf(user.id())).contains("changed");
    }

    /** PWD-17. */
    @Requirement("PWD-17")
    @Test
    void changeWhenPermissionIsUsedUpThenNothingChanges() {
        String old = hashes.hash(PASSWORD);
        User user = person("no-permission", old, true);
        assertThat(passwords.change(user, "nine green bottles hanging", null, () -> false))
                .contains(PasswordRefusal.NOT_PERMITTED);
        assertThat(store.hashOf(user.id())).contains(old);
    }

    /** AVL-03: no turn in time is told apart from a wrong password, and costs no run. */
    @Requirement("AVL-03")
    @Test
    void matchesWhenNoTurnInTimeThenRefusedWithRetryAfter() {
        User user = person("queue", hashes.hash(PASSWORD), true);
        runs.set(0);
        queue.inTurn(() -> {
            for (@Nullable User candidate : new @Nullable User[] {user, null}) {
                assertThatThrownBy(() -> passwords.matches(candidate, PASSWORD))
                        .isInstanceOfSatisfying(HashQueueFullException.class, full -> {
                            assertThat(full.retryAfterSeconds()).isPositive();
                            assertThat(full.getStatusCode().value()).isEqualTo(503);
                            assertThat(full.getHeaders().getFirst("Retry-After"))
                                    .isEqualTo(Long.toString(full.retryAfterSeconds()));
                        });
            }
            return true;
        });
        assertThat(runs).hasValue(0);
        assertThat(passwords.matches(user, PASSWORD)).isTrue();
    }

    /** PWD-09. */
    @Requirement("PWD-09")
    @Test
    void changeWhenTakenThenNewPasswordHoldsAndEventTellsWhichSessionGoesOn() {
        User user = person("changer", hashes.hash(PASSWORD), true);
        UUID session = UUID.randomUUID();
        assertThat(passwords.change(user, "nine green bottles hanging", session))
                .isEmpty();
        assertThat(published).containsExactly(new PasswordChanged(user.id(), session));
        assertThat(passwords.matches(user, "nine green bottles hanging")).isTrue();
        assertThat(passwords.matches(user, PASSWORD)).isFalse();
    }

    /** PWD-09: rejects re-use of the current value, in whichever Unicode form. */
    @Requirement("PWD-09")
    @Test
    void changeWhenSameAsNowThenRefused() {
        User user = person("repeater", hashes.hash("l'été est à la plage"), true);
        assertThat(passwords.change(user, "l'e\u0301te\u0301 est a\u0300 la plage", null))
                .contains(PasswordRefusal.UNCHANGED);
        assertThat(published).isEmpty();
    }

    @Test
    void changeWhenPolicyRefusesThenNothingIsHashedOrChanged() {
        User user = person("lazy", hashes.hash(PASSWORD), true);
        runs.set(0);
        assertThat(passwords.change(user, "short", null)).contains(PasswordRefusal.TOO_SHORT);
        assertThat(passwords.change(user, "lazylazylazylazy1", null)).contains(PasswordRefusal.PREDICTABLE);
        assertThat(runs).hasValue(0);
        assertThat(passwords.matches(user, PASSWORD)).isTrue();
    }

    private User person(String name, @Nullable String hash, boolean enabled) {
        UUID id = users.create(
                new NewUser(name, null, false, null, null, null, Map.of(), Set.of(), List.of(), hash, null, enabled));
        return users.byId(id).orElseThrow();
    }
}
