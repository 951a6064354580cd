package org.vestibule.protocol;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

@ProtocolTest
class PasswordLimitTests {

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    /** AVL-01: ten from one address at one account, then a wait, also with the right password. */
    @Requirement("AVL-01")
    @Test
    void signInWhenTenPasswordsWereWrongThenAsksToWait() {
        Person person = people.person();
        fail(person, 10);

        Page answer = signIn(people.browser(), person, People.PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.text()).contains("Too many attempts. Try again in 15 minutes");
    }

    /** AVL-01: a browser that its owner used before still gets in during an attack. */
    @Requirement("AVL-01")
    @Test
    void signInWhenTheBrowserIsKnownThenAnAttackFromElsewhereDoesNotMatter() {
        Person person = people.person();
        Browser own = people.browser();
        assertThat(signIn(own, person, People.PASSWORD).location()).isEqualTo("/account");
        own.cookies().remove("vestibule_session");
        fail(person, 12);

        assertThat(signIn(own, person, People.PASSWORD).location()).isEqualTo("/account");
        assertThat(signIn(people.browser(), person, People.PASSWORD).status()).isEqualTo(429);
    }

    /** PWD-11: unknown, wrong and disabled look alike; a name that does not exist is slowed down too. */
    @Requirement("PWD-11")
    @Test
    void signInWhenNameIsUnknownThenAnswersLikeAWrongPassword() {
        Person person = people.person();
        Page wrong = signIn(people.browser(), person, "not the pass phrase of this person");
        Person nobody = new Person(person.id(), "nobody-" + person.username());
        Page unknown = signIn(people.browser(), nobody, "not the pass phrase of this person");

        assertThat(unknown.status()).isEqualTo(wrong.status()).isEqualTo(422);
        assertThat(unknown.text().replace(nobody.username(), ""))
                .isEqualTo(wrong.text().replace(person.username(), ""));
        fail(nobody, 10);
        assertThat(signIn(people.browser(), nobody, People.PASSWORD).status()).isEqualTo(429);
    }

    /** Contract, section 6: a disabled account is told so after the right password, else alike. */
    @Test
    void signInWhenAccountIsDisabledThenOnlyTheRightPasswordTells() {
        Person person = people.person();
        jdbc.sql("update app_user set enabled = false where id = ?")
                .param(person.id())
                .update();

        assertThat(signIn(people.browser(), person, "not the pass phrase of this person")
                        .text())
                .contains("Check your username and password");
        Page told = signIn(people.browser(), person, People.PASSWORD);
        assertThat(told.status()).isEqualTo(403);
        assertThat(told.text()).contains("disabled");
    }

    /** AVL-04: an anonymous GET creates nothing; the form works without a row. */
    @Requirement("AVL-04")
    @Test
    void signInPageWhenOpenedThenCreatesNoRow() {
        long before =
                jdbc.sql("select count(*) from login_session").query(Long.class).single();
        Browser browser = people.browser();

        browser.open(people.lms(people.client()).authorize());

        assertThat(jdbc.sql("select count(*) from login_session")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
        assertThat(browser.cookies()).containsOnlyKeys("vestibule_browser");
    }

    /** WEB-01: no cookie, another browser's form, or no token: 403. */
    @Requirement("WEB-01")
    @Test
    void signInWhenTheFormIsAnotherBrowsersThenHasExpired() {
        Person person = people.person();
        Page page = people.browser().open("/login");

        Page answer = people.browser().post(page, "/login", Map.of("username", person.username(), "password", "x"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("This page has expired");
    }

    private void fail(Person person, int times) {
        for (int i = 0; i < times; i++) {
            signIn(people.browser(), person, "not the pass phrase of this person");
        }
    }

    private static Page signIn(Browser browser, Person person, String password) {
        return browser.post(
                browser.open("/login"), "/login", Map.of("username", person.username(), "password", password));
    }
}
