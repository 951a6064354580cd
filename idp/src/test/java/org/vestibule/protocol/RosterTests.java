package org.vestibule.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** A roster from the upload to the accounts. */
@ProtocolTest
class RosterTests {

    private static final String PATH = "/admin/users/import";

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    private final String mark = "r" + UUID.randomUUID().toString().substring(0, 6);
    private Browser browser;

    @BeforeEach
    void administratorIsSignedIn() {
        people.twoFactor(true, true);
        jdbc.sql("delete from roster_import").update();
        browser = signedIn(people.administrator());
    }

    @Test
    void importWhenComparedThenDoesWhatWasShown() {
        Person learner = people.learner();
        Page shown = upload("""
                username,email,givenName,groups
                %1$s,%1$s@example.org,Ada,7b
                %2$s,,Augusta,8c|7b
                =formula,,Eve,
                %1$s,,Twice,
                """.formatted(mark, learner.username()), Map.of());
        assertThat(shown.text())
                .contains("Nothing has changed yet", mark, "Augusta", "Ada", "7b, 8c")
                .contains("Remove the sign =, +, - or @ at the beginning of username")
                .contains("This username is in line 2 already");
        assertThat(exists(mark)).isFalse();
        PageAssertions.assertSound(shown.body());
        Page done = browser.submit(shown, shown.path(), Map.of());
        assertThat(done.text()).contains("The roster has been imported");
        assertThat(browser.open("/admin/users/" + learner.id()).text()).contains("Augusta Lovelace", "7b, 8c");
        assertThat(exists(mark)).isTrue();
        assertThat(mailbox.to(mark + "@example.org")).isEmpty();
        assertThat(jdbc.sql(
                                "select detail::text from audit_event where event = 'roster.imported' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("\"created\": 1", "\"changed\": 1", "\"refused\": 2");
        PageAssertions.assertSound(done.body());
    }

    @Test
    void importWhenTheSameFileAgainThenNothingToDo() {
        String file = "username,givenName\n" + mark + ",Ada\n";
        importNow(file, Map.of());
        Page again = upload(file, Map.of());
        assertThat(again.body()).doesNotContain("action=\"" + again.path() + "\"");
        assertThat(again.text()).contains("Unchanged");
    }

    /** Two administrators: what the one changed after the comparison of the other stays, and the page says so. */
    @Test
    void importWhenThePersonWasChangedMeanwhileThenSkipped() {
        Person person = people.person();
        Page shown = upload("username,givenName\n" + person.username() + ",Roster\n", Map.of());
        Browser other = signedIn(people.administrator());
        String edit = "/admin/users/" + person.id() + "/edit";
        other.submit(other.open(edit), edit, Map.of("givenName", "Byhand"));
        assertThat(browser.submit(shown, shown.path(), Map.of()).text())
                .contains("Somebody changed this account after the comparison");
        assertThat(browser.open("/admin/users/" + person.id()).text()).contains("Byhand");
    }

    @Test
    void importWhenTheNameWasTakenMeanwhileThenSkipped() {
        Page shown = upload("username,givenName\n" + mark + ",Roster\n" + mark + "x,Other\n", Map.of());
        browser.submit(browser.open("/admin/users/new"), "/admin/users/new", Map.of("username", mark));
        assertThat(browser.submit(shown, shown.path(), Map.of()).text())
                .contains("Somebody got this username or address after the comparison");
        assertThat(exists(mark + "x")).isTrue();
    }

    /** One at a time, whoever starts it. */
    @Test
    void importWhenAnotherOneRunsThenRefused() {
        Page mine = upload("username\n" + mark + "\n", Map.of());
        Browser other = signedIn(people.administrator());
        Page theirs = other.upload(other.open(PATH), PATH, Map.of(), bytes("username\n" + mark + "y\n"));
        jdbc.sql("update roster_import set status = 'importing', due_at = 'infinity' where id = ?::uuid")
                .param(theirs.path().substring(PATH.length() + 1))
                .update();
        assertThat(browser.submit(mine, mine.path(), Map.of()).text()).contains("Another import is running");
        assertThat(exists(mark)).isFalse();
        assertThat(browser.open(PATH).text()).contains("A roster is being imported");
    }

    @Test
    void compareWhenStaffThenLeftAlone() {
        Person staff = people.administrator();
        assertThat(upload("username,givenName\n" + staff.username() + ",Mallory\n", Map.of())
                        .text())
                .contains("This account has a role");
    }

    @Test
    void compareWhenTheAddressIsAnothersThenSaysSo() {
        Person person = people.person();
        assertThat(upload("username,email\n" + mark + "," + person.username() + "@EXAMPLE.org\n", Map.of())
                        .text())
                .contains("This address belongs to another account");
    }

    /** PWD-14: a user name with an @ is its owner's confirmed address. */
    @Requirement("PWD-14")
    @Test
    void compareWhenTheNameIsAnAddressThenItMustBeConfirmed() {
        String address = mark + "@example.org";
        String file = "username,email\n" + address + "," + address + "\n";
        assertThat(upload(file, Map.of()).text()).contains("A username with an @ must be the confirmed email address");
        importNow(file, Map.of("confirmed", "true"));
        assertThat(exists(address)).isTrue();
    }

    @Test
    void importWhenOthersAreToBeDisabledThenOnlyPeopleOfRosters() {
        jdbc.sql("delete from roster_member").update();
        Person byHand = people.person();
        importNow("username\n" + mark + "a\n" + mark + "b\n", Map.of());
        Page shown = upload("username\n" + mark + "a\n", Map.of("disableOthers", "true"));
        assertThat(shown.text()).contains("To be disabled", mark + "b").doesNotContain(byHand.username());
        browser.submit(shown, shown.path(), Map.of());
        assertThat(jdbc.sql("select username from app_user where not enabled and username like ?")
                        .param(mark + "%")
                        .query(String.class)
                        .list())
                .containsExactly(mark + "b");
    }

    @Test
    void importWhenOthersAreToBeDisabledAndALineHasAnErrorThenNobodyIs() {
        importNow("username\n" + mark + "c\n", Map.of());
        Page shown = upload("username\n=" + mark + "c\n", Map.of("disableOthers", "true"));
        assertThat(shown.text()).contains("Nobody is disabled").doesNotContain("To be disabled");
    }

    @Test
    void importWhenLinksAreWantedThenMailed() {
        importNow("username,email\n" + mark + "," + mark + "@example.org\n", Map.of("sendLinks", "true"));
        mailbox.awaitTo(mark + "@example.org", "Activate your Vestibule account");
    }

    /** More than one part: in the background, with its progress. */
    @Test
    void importWhenLargeThenProgressIsShown() {
        String file = IntStream.range(0, 1200)
                .mapToObj(i -> mark + i + ",Student " + i)
                .collect(Collectors.joining("\n", "username,givenName\n", "\n"));
        Page started = upload(file, Map.of());
        String path = started.path().replace("/progress", "");
        Page shown = awaitText(path, "Nothing has changed yet");
        assertThat(shown.text()).contains("1,200", "and 1,175 more");
        browser.submit(shown, path, Map.of());
        Page done = awaitText(path, "The roster has been imported");
        assertThat(done.text()).contains("1,200");
        assertThat(jdbc.sql("select count(*) from app_user where username like ?")
                        .param(mark + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1200);
    }

    @Test
    void errorsWhenFormulasThenTheFileIsSafe() {
        Page shown = upload("username\n=cmd()\n", Map.of());
        assertThat(browser.open(shown.path() + "/errors.csv").body()).contains("2,'=cmd(),");
    }

    @Test
    void uploadWhenNoRosterThenTheFormSaysWhatToDo() {
        assertThat(upload("username,password\nada,secret\n", Map.of()))
                .satisfies(page -> assertThat(page.status()).isEqualTo(422))
                .satisfies(page -> assertThat(page.text()).contains("There is no column \"password\""));
        assertThat(upload("", Map.of()).text()).contains("Choose a file");
    }

    @Test
    void uploadWhenTooLargeThenTheFormSaysSo() {
        assertThat(upload("username,givenName\n" + (mark + "," + "x".repeat(90) + "\n").repeat(230_000), Map.of())
                        .text())
                .contains("20 MB");
    }

    @Test
    void pagesWhenNoAdministratorThenForbidden() {
        Page form = browser.open(PATH);
        Browser theirs = signedIn(people.person());
        assertThat(theirs.get(PATH).status()).isEqualTo(403);
        assertThat(theirs.get(PATH + "/" + UUID.randomUUID()).status()).isEqualTo(403);
        assertThat(theirs.get(PATH + "/" + UUID.randomUUID() + "/progress").status())
                .isEqualTo(403);
        assertThat(theirs.upload(form, PATH, Map.of(), bytes("username\nx\n")).status())
                .isEqualTo(403);
        assertThat(people.browser()
                        .upload(form, PATH, Map.of(), bytes("username\nx\n"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void discardWhenShownThenForgotten() {
        Page shown = upload("username\n" + mark + "\n", Map.of());
        browser.submit(shown, shown.path() + "/discard", Map.of());
        assertThat(browser.get(shown.path()).status()).isEqualTo(404);
    }

    @Test
    void showWhenAnHourHasPassedThenForgotten() {
        Page shown = upload("username\n" + mark + "\n", Map.of());
        people.clock().advance(Duration.ofMinutes(61));
        Browser later = signedIn(people.administrator());
        assertThat(later.get(shown.path()).status()).isEqualTo(404);
    }

    @Test
    void pagesWhenShownThenSound() {
        PageAssertions.assertSound(browser.open(PATH).body());
    }

    private Page awaitText(String path, String text) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> browser.open(path), page -> page.text().contains(text));
    }

    private void importNow(String file, Map<String, String> options) {
        Page shown = upload(file, options);
        assertThat(browser.submit(shown, shown.path(), Map.of()).text()).doesNotContain("Nothing has changed yet");
    }

    private Page upload(String file, Map<String, String> options) {
        return browser.upload(browser.open(PATH), PATH, options, bytes(file));
    }

    private boolean exists(String username) {
        return jdbc.sql("select exists (select 1 from app_user where username = ?)")
                .param(username)
                .query(Boolean.class)
                .single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Browser signedIn(Person person) {
        Browser mine = people.browser();
        SignIn.password(mine, mine.open("/login"), person);
        return mine;
    }
}
