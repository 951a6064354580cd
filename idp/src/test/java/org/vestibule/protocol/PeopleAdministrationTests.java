package org.vestibule.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** What administrators do to accounts. */
@ProtocolTest
class PeopleAdministrationTests {

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    private Browser browser;
    private Person administrator;

    @BeforeEach
    void administratorIsSignedIn() {
        people.twoFactor(true, true);
        administrator = people.administrator();
        browser = signedIn(administrator);
    }

    @Test
    void createWhenRightThenActivationLinkIsMailed() {
        String name = "n" + UUID.randomUUID().toString().substring(0, 8);
        Page created = browser.submit(
                browser.open("/admin/users/new"),
                "/admin/users/new",
                Map.of("username", name, "givenName", "Nora", "email", name + "@example.org", "groups", "7b\n8c"));
        assertThat(created.text()).contains("User created", "Nora", "7b, 8c", "no password yet");
        mailbox.awaitTo(name + "@example.org", "Activate your Vestibule account");
        assertThat(browser.open("/admin/users?q=" + name).text()).contains("1 user found", "Nora");
    }

    @Test
    void createWhenRefusedThenNothingTypedIsLost() {
        Person somebody = people.person();
        Page refused = browser.submit(
                browser.open("/admin/users/new"),
                "/admin/users/new",
                Map.of("username", somebody.username(), "givenName", "Nora", "email", "nora@example.org"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Somebody has this username already", "value=\"Nora\"");
    }

    @ParameterizedTest
    @CsvSource({
        "username,'',Enter a username",
        "email,nobody,Enter an address such as name@example.org",
        "givenName,Ada\u202Egnp,nothing that turns the direction",
        "familyName,\u2067Lovelace,nothing that turns the direction",
        "groups,7b\u202A,nothing that turns the direction",
        "username,a@example.org,A username with an @ must be the confirmed email address"
    })
    void createWhenInvalidThenSaysWhatToDo(String field, String value, String error) {
        Map<String, String> typed = new HashMap<>(Map.of("username", "new-person", "email", ""));
        typed.put(field, value);
        Page refused = browser.submit(browser.open("/admin/users/new"), "/admin/users/new", typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\0", "99999999999999999999"})
    void editWhenTheVersionIsOddThenRefused(String version) {
        String path = "/admin/users/" + people.person().id() + "/edit";
        Page form = browser.open(path);
        assertThat(browser.submit(form, path, Map.of("version", version)).status())
                .isEqualTo(422);
    }

    /** Names of any script and of four bytes a character are kept as they are, and stand apart from the text around them. */
    @ParameterizedTest
    @ValueSource(strings = {"الخوارزمي", "שלום", "𠮷野家", "😀", "νίκη", "می\u200Cخواهم", "O'Neill & <b>"})
    void editWhenNamesOfAnyScriptThenKept(String name) {
        Person person = people.person();
        String path = "/admin/users/" + person.id() + "/edit";
        Page saved = browser.submit(browser.open(path), path, Map.of("givenName", name, "groups", name));
        assertThat(saved.text()).contains("Changes saved", name);
        assertThat(jdbc.sql("select given_name from app_user where id = ?")
                        .param(person.id())
                        .query(String.class)
                        .single())
                .isEqualTo(name);
        PageAssertions.assertSound(saved.body());
    }

    @Test
    void disableWhenDoneThenSessionsEndAndTheOwnerCannotSignIn() {
        Person person = people.person();
        Browser theirs = signedIn(person);
        assertThat(act(person, "disable").text()).contains("Account disabled");
        assertThat(theirs.open("/account").path()).isEqualTo("/login");
        assertThat(SignIn.password(theirs, theirs.open("/login"), person).status())
                .isEqualTo(403);
        assertThat(act(person, "enable").text()).contains("Account enabled");
        assertThat(signedIn(person).open("/account").path()).isEqualTo("/account");
        assertThat(jdbc.sql("select event from audit_event where user_id = ? and actor_id = ? order by id")
                        .params(person.id(), administrator.id())
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("person.disabled", "person.enabled"));
    }

    /** Contract, section 4: tokens that outlive sessions die with the account, and stay dead when it comes back. */
    @Test
    void enableWhenDisabledBeforeThenFormerTokensStayDead() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        Page answer =
                SignIn.throughApp(people, people.browser(), lms.authorize("scope", "openid offline_access"), person);
        String refreshToken = lms.redeem(answer.parameter("code")).text("refresh_token");
        assertThat(refreshToken).isNotEmpty();
        act(person, "disable");
        act(person, "enable");
        assertThat(lms.refresh(refreshToken).text("error")).isEqualTo("invalid_grant");
    }

    /** AVL-06: nothing is lost while the mail server is down, and nobody is told that something was sent. */
    @Requirement("AVL-06")
    @Test
    void inviteWhenTheMailServerIsDownThenTheLinkIsOnItsWayAndArrivesLater() {
        String name = "n" + UUID.randomUUID().toString().substring(0, 8);
        mailbox.isDown(true);
        try {
            Page created = browser.submit(
                    browser.open("/admin/users/new"),
                    "/admin/users/new",
                    Map.of("username", name, "email", name + "@example.org"));
            assertThat(created.text()).contains("User created");
            String invite = created.path() + "/invite";
            assertThat(browser.submit(browser.open(invite), invite, Map.of()).text())
                    .contains("An activation link is on its way to the person");
            Awaitility.await()
                    .until(() -> jdbc.sql("""
                                    select count(*) from mail_message m join app_user u on u.id = m.user_id
                                    where u.username = ? and m.failure is not null and m.next_attempt_at is not null
                                    """).param(name).query(Integer.class).single(), waiting -> waiting > 0);
        } finally {
            mailbox.isDown(false);
        }
        people.clock().advance(Duration.ofMinutes(2));
        mailbox.awaitTo(name + "@example.org", "Activate your Vestibule account");
    }

    /** PWD-15: a link that is good for a week is for a first password only. */
    @Requirement("PWD-15")
    @Test
    void inviteWhenThereIsAPasswordThenRefused() {
        Person person = people.person();
        assertThat(act(person, "invite").text()).contains("There is a password already");
        assertThat(mailbox.to(person.username() + "@example.org")).isEmpty();
    }

    @Test
    void disableWhenOwnAccountThenRefused() {
        Page refused = act(administrator, "disable");
        assertThat(refused.text()).contains("You cannot do this to your own account");
        assertThat(browser.open("/admin/users").path()).isEqualTo("/admin/users");
    }

    @Test
    void signOutWhenDoneThenEverySessionEnds() {
        Person person = people.person();
        Browser theirs = signedIn(person);
        assertThat(act(person, "sign-out").text()).contains("Signed out everywhere");
        assertThat(theirs.open("/account").path()).isEqualTo("/login");
    }

    /** AVL-01: an administrator lifts the stop. */
    @Requirement("AVL-01")
    @Test
    void unlockWhenStoppedThenOwnerGetsIn() {
        Person person = people.person();
        jdbc.sql(
                        "insert into failure_streak (kind, subject, failures, updated_at) values ('password', sha256(?::bytea), 100, now())")
                .param(person.id().toString())
                .update();
        Browser theirs = people.browser();
        assertThat(SignIn.password(theirs, theirs.open("/login"), person).status())
                .isEqualTo(429);
        assertThat(browser.open("/admin/users/" + person.id()).text()).contains("locked for now");
        assertThat(act(person, "unlock").text()).contains("Account unlocked");
        assertThat(signedIn(person).open("/account").path()).isEqualTo("/account");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/users",
                "/admin/users/new",
                "/admin/users/%s",
                "/admin/users/%s/edit",
                "/admin/users/%s/disable"
            })
    void pagesWhenNoAdministratorThenForbidden(String path) {
        Person person = people.person();
        Browser theirs = signedIn(person);
        String address = path.replace("%s", administrator.id().toString());
        assertThat(theirs.get(address).status()).isEqualTo(403);
        Page account = theirs.open("/account");
        assertThat(theirs.postRaw(address, account.hidden("/logout")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/users?q=%00",
                "/admin/users?q=%27%3A%2A%20%7C%20%27",
                "/admin/users?q=%F0%9F%98%80&page=-5",
                "/admin/users?q=a%26b%7C%21c%3A%2A%5C&page=99999999999",
                "/admin/users?twoFactor=x&state=y&page=z",
                "/admin/users?q=a&q=b"
            })
    void searchWhenOddThenStillAPage(String address) {
        assertThat(browser.get(address).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/users/x", "/admin/users/00000000-0000-0000-0000-000000000000"})
    void personWhenThereIsNoneThenNotFound(String address) {
        assertThat(browser.get(address).status()).isIn(400, 404);
    }

    @Test
    void pagesWhenShownThenSound() {
        Person person = people.learner();
        for (String path : List.of(
                "",
                "?q=x&page=2",
                "/new",
                "/" + person.id(),
                "/" + person.id() + "/edit",
                "/" + person.id() + "/disable")) {
            PageAssertions.assertSound(browser.open("/admin/users" + path).body());
        }
    }

    private Page act(Person person, String action) {
        String path = "/admin/users/" + person.id() + "/" + action;
        return browser.submit(browser.open(path), path, Map.of());
    }

    private Browser signedIn(Person person) {
        Browser mine = people.browser();
        SignIn.password(mine, mine.open("/login"), person);
        return mine;
    }
}
