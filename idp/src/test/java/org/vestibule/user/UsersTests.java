package org.vestibule.user;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.MovingClock;
import org.vestibule.TestDatabase;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UsersTests {

    private static final DataSource DATABASE = TestDatabase.create().dataSource();

    private final Users users = TestUsers.users(DATABASE);

    @Test
    void byIdWhenCreatedThenEverythingIsRead() {
        UUID id = users.create(new NewUser(
                "Full",
                "full@example.org",
                true,
                "Given",
                "Family",
                "el",
                Map.of("nickname", "fully", "address", Map.of("country", "GR")),
                Set.of(Role.ADMIN),
                List.of("teachers", "board"),
                "{bcrypt}x",
                "totp",
                false));
        assertThat(users.byId(id))
                .get()
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(new User(
                        id,
                        "Full",
                        "full@example.org",
                        true,
                        "Given",
                        "Family",
                        "el",
                        Map.of("nickname", "fully", "address", Map.of("country", "GR")),
                        Set.of(Role.ADMIN),
                        List.of("board", "teachers"),
                        false,
                        "totp",
                        null));
    }

    @Test
    void updateWhenLaterThenSaysWhen() {
        MovingClock clock = new MovingClock();
        Users store =
                new Users(JdbcClient.create(DATABASE), new UserStore(new JdbcTemplate(DATABASE)), event -> {}, clock);
        User created = store.byId(store.create(NewUser.named("changed-later"))).orElseThrow();
        assertThat(created.updatedAt()).isEqualTo(clock.instant());
        clock.advance(Duration.ofHours(1));

        store.update(created);

        assertThat(store.byId(created.id()).orElseThrow().updatedAt()).isEqualTo(clock.instant());
    }

    @Test
    void byLoginWhenNameOrVerifiedAddressInAnySpellingThenThePerson() {
        UUID id = users.create(NewUser.named("Berta").withVerifiedEmail("Berta@Example.org"));
        for (String typed : List.of("berta", " BERTA ", "berta@example.org", "ＢＥＲＴＡ＠example.org")) {
            assertThat(users.byLogin(typed).map(User::id)).as(typed).contains(id);
        }
    }

    @Test
    void byLoginWhenAddressUnverifiedThenNobody() {
        users.create(new NewUser(
                "carol",
                "carol@example.org",
                false,
                null,
                null,
                null,
                Map.of(),
                Set.of(),
                List.of(),
                null,
                null,
                true));
        assertThat(users.byLogin("carol@example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a\u0000", "\udc00", "' or 1=1 --"})
    void byLoginWhenUnknownOrUnstorableThenNobody(String typed) {
        assertThat(users.byLogin(typed)).isEmpty();
    }

    @Test
    void createWhenNameOrVerifiedAddressIsTakenThenRefused() {
        users.create(NewUser.named("dora").withVerifiedEmail("dora@example.org"));
        assertThatThrownBy(() -> users.create(NewUser.named("DORA"))).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> users.create(NewUser.named("dora2").withVerifiedEmail("DORA@example.org")))
                .isInstanceOf(DuplicateKeyException.class);
    }

    /** PWD-14, CVE-2024-1722: a value with "@" that is not the owner's verified e-mail cannot be a user name. */
    @Requirement("PWD-14")
    @Test
    void createWhenNameIsAnotherAddressThenRefused() {
        assertThatThrownBy(() -> users.create(NewUser.named("victim@example.org")))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(
                        () -> users.create(NewUser.named("victim@example.org").withVerifiedEmail("other@example.org")))
                .isInstanceOf(DataIntegrityViolationException.class);
        UUID id = users.create(NewUser.named("own@example.org").withVerifiedEmail("OWN@example.org"));
        assertThat(users.byLogin("own@example.org").map(User::id)).contains(id);
    }

    @Test
    void preferMethodWhenSetAndClearedThenRead() {
        UUID id = users.create(NewUser.named("emil"));
        users.preferMethod(id, "sms");
        assertThat(users.byId(id).map(User::preferredMethod)).contains("sms");
        users.preferMethod(id, null);
        assertThat(Optional.ofNullable(users.byId(id).orElseThrow().preferredMethod()))
                .isEmpty();
    }

    @Test
    void countWhenPeopleExistThenTheirNumber() {
        Users empty = TestUsers.users(TestDatabase.create().dataSource());
        empty.create(NewUser.named("root").withRoles(Set.of(Role.ADMIN)));
        empty.create(NewUser.named("one"));
        assertThat(empty.count()).isEqualTo(2);
    }
}
