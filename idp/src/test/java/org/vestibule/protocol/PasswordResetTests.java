package org.vestibule.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.mail.Mail;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.NewUser;
import org.vestibule.user.Users;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** PWD-15 to PWD-17. */
@Requirement({"PWD-15", "PWD-16", "PWD-17"})
@ProtocolTest
class PasswordResetTests {

    private static final String NEW_PASSWORD = "purple otters juggle seven lanterns";
    private static final String SUBJECT = "Choose a new password for Vestibule";
    private static final Pattern LINK =
            Pattern.compile("http://localhost:9000(/password/reset\\?token=[A-Za-z0-9_-]{43})");

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    /** PWD-16: the second factor is asked for as ever. */
    @Requirement("PWD-16")
    @Test
    void resetWhenDoneThenNobodyIsSignedInAndBothFactorsAreAsked() {
        Person person = people.withApp();
        Browser elsewhere = people.browser();
        SignIn.code(elsewhere, SignIn.password(elsewhere, elsewhere.open("/login"), person), people.code());
        Browser browser = people.browser();
        Page login = browser.open("/login");
        assertThat(login.text()).contains("Forgot your password?");

        Page done = choose(browser, link(ask(browser, person)));

        assertThat(done.path()).isEqualTo("/login");
        assertThat(done.text()).contains("Your password has been changed. Sign in with it");
        assertThat(browser.open("/account").path()).isEqualTo("/login");
        assertThat(elsewhere.open("/account").path()).isEqualTo("/login");
        assertThat(SignIn.password(browser, browser.open("/login"), person).status())
                .isEqualTo(422);
        Page second = browser.submit(
                browser.open("/login"), "/login", Map.of("username", person.username(), "password", NEW_PASSWORD));
        assertThat(second.path()).isEqualTo("/login/second-factor");
        mailbox.awaitTo(address(person), "Your Vestibule password was changed");
    }

    /** Mail systems open links before people do. */
    @Test
    void openWhenDoneManyTimesThenLinkStillWorks() {
        Person person = people.person();
        String link = link(ask(people.browser(), person));
        for (int i = 0; i < 3; i++) {
            assertThat(people.browser().open(link).text()).contains("Choose a new password");
        }
        Page refused = people.browser().open(link);
        Browser browser = people.browser();
        Page form = browser.open(link);
        PageAssertions.assertSound(form.body());
        Page tooShort = browser.submit(form, "/password/reset", Map.of("newPassword", "short"));
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(refused.status()).isEqualTo(200);
        assertThat(browser.submit(tooShort, "/password/reset", Map.of("newPassword", NEW_PASSWORD))
                        .path())
                .isEqualTo("/login");
    }

    @Test
    void openWhenUsedOrLateOrReplacedThenSaysSo() {
        Person person = people.person();
        String first = link(ask(people.browser(), person));
        people.clock().advance(Duration.ofSeconds(1));
        ask(people.browser(), person);
        List<Mail> both = awaitMails(person, 2);
        String second = link(both.get(1));
        assertThat(people.browser().open(first).status()).isEqualTo(410);
        people.clock().advance(Duration.ofMinutes(31));
        Page late = people.browser().open(second);
        assertThat(late.status()).isEqualTo(410);
        PageAssertions.assertSound(late.body());
        assertThat(late.text()).contains("This link does not work any more", "Ask for a new link");
    }

    /** PWD-17. */
    @Requirement("PWD-17")
    @Test
    void resetWhenSubmittedManyTimesAtOnceThenExactlyOneWins() throws Exception {
        Person person = people.person();
        String link = link(ask(people.browser(), person));
        List<Integer> statuses = Parallel.times(8, () -> {
            Browser browser = people.browser();
            Page form = browser.open(link);
            return browser.submit(form, "/password/reset", Map.of("newPassword", NEW_PASSWORD))
                    .status();
        });
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        // a loser that looks after the change finds its password in use already
        assertThat(statuses).filteredOn(status -> status != 200).hasSize(7).isSubsetOf(410, 422);
        assertThat(jdbc.sql("select count(*) from audit_event where user_id = ? and event = 'password.changed'")
                        .param(person.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** PWD-09: whoever changed the password some other way leaves no link behind. */
    @Requirement("PWD-09")
    @Test
    void openWhenPasswordWasChangedMeanwhileThenLinkIsOver() {
        Person person = people.person();
        String link = link(ask(people.browser(), person));
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        browser.submit(
                browser.open("/account/password"),
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", NEW_PASSWORD));
        assertThat(people.browser().open(link).status()).isEqualTo(410);
    }

    /** The answer is the same for somebody, nobody and an address that is not confirmed. */
    @Test
    void askWhenNobodyHasThatNameThenSaysTheSameAndSendsNothing() {
        Browser browser = people.browser();
        Page nobody =
                browser.submit(browser.open("/password/forgot"), "/password/forgot", Map.of("username", "nobody-x"));
        Person person = people.person();
        Page somebody = browser.submit(
                browser.open("/password/forgot"), "/password/forgot", Map.of("username", address(person)));
        assertThat(nobody.path()).isEqualTo("/password/forgot/sent").isEqualTo(somebody.path());
        PageAssertions.assertSound(browser.open("/password/forgot").body());
        PageAssertions.assertSound(nobody.body());
        assertThat(nobody.text()).isEqualTo(somebody.text());
        mailbox.awaitTo(address(person), SUBJECT);
        assertThat(mailbox.to("nobody-x@example.org")).isEmpty();
    }

    /** CVE-2023-7028: a list of addresses reaches nobody but the owner's own address, and here nobody. */
    @Test
    void askWhenSeveralNamesAreSentThenNobodyElseGetsTheLink() {
        Person person = people.person();
        Browser browser = people.browser();
        Page form = browser.open("/password/forgot");
        Map<String, String> fields = new HashMap<>(form.hidden("/password/forgot"));
        fields.put("username", person.username());
        browser.postRaw("/password/forgot?username=attacker%40example.org", fields);
        assertThat(mailbox.to("attacker@example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/password/reset",
                "/password/reset?token=",
                "/password/reset?token=%00",
                "/activate?token=x",
                "/password/reset?token=a&token=b",
                "/activate?token=%F0%9F%98%80"
            })
    void openWhenTokenIsOddThenGone(String address) {
        assertThat(people.browser().get(address).status()).isEqualTo(410);
    }

    /** PWD-18; whoever opens the link has shown that the mailbox is theirs. */
    @Requirement("PWD-18")
    @Test
    void createWhenWithoutPasswordThenActivationLinkLetsThePersonIn() {
        String username = "new-" + UUID.randomUUID().toString().substring(0, 8);
        users.create(new NewUser(
                username,
                username + "@example.org",
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
        Mail mail = mailbox.awaitTo(username + "@example.org", "Activate your Vestibule account");
        Matcher link = Pattern.compile("http://localhost:9000(/activate\\?token=[A-Za-z0-9_-]{43})")
                .matcher(mail.body());
        assertThat(link.find()).isTrue();
        Browser browser = people.browser();
        Page form = browser.open(link.group(1));
        assertThat(form.text()).contains("Activate your account", username);
        Page done = browser.submit(form, "/activate", Map.of("newPassword", NEW_PASSWORD));
        assertThat(done.text()).contains("Your account is active");
        Page account = browser.submit(
                browser.open("/login"),
                "/login",
                Map.of("username", username + "@example.org", "password", NEW_PASSWORD));
        assertThat(account.path()).isEqualTo("/account");
        assertThat(people.browser().open(link.group(1)).status()).isEqualTo(410);
    }

    private Mail ask(Browser browser, Person person) {
        browser.submit(browser.open("/password/forgot"), "/password/forgot", Map.of("username", person.username()));
        return mailbox.awaitTo(address(person), SUBJECT);
    }

    private List<Mail> awaitMails(Person person, int count) {
        return Awaitility.await().until(() -> mailbox.to(address(person)), mails -> mails.size() == count);
    }

    private static Page choose(Browser browser, String link) {
        return browser.submit(browser.open(link), "/password/reset", Map.of("newPassword", NEW_PASSWORD));
    }

    private static String link(Mail mail) {
        Matcher link = LINK.matcher(mail.body());
        assertThat(link.find()).as(mail.body()).isTrue();
        return link.group(1);
    }

    private static String address(Person person) {
        return person.username() + "@example.org";
    }
}
