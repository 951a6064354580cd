package org.vestibule.protocol;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.mail.Mail;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** People read what happened to their account, and get a stranger out of it. */
@ProtocolTest
class RecentActivityTests {

    private static final String LIST = "/account/activity";
    private static final String NOT_MINE = LIST + "/not-mine";

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    @Test
    void showWhenSignedInThenPlainSentencesWithNetwork() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        Browser browser = people.browser();
        Page second = SignIn.password(browser, browser.open(lms.authorize()), person);
        SignIn.code(browser, second, "000000");
        SignIn.code(browser, browser.open("/login/second-factor"), people.nextCode());
        browser.get(lms.authorize());
        Page list = browser.open(LIST);
        assertThat(list.text())
                .contains(
                        "Your password was entered",
                        "A code was not correct: Google Authenticator",
                        "2-factor authentication was passed: Google Authenticator",
                        "You signed in to Moodle",
                        "127.0.0.…");
    }

    /** What somebody else did to one's own account: without that person's network. */
    @Test
    void showWhenRolesWereChangedThenSaysSo() {
        Person person = people.person();
        jdbc.sql("""
                        insert into audit_event (occurred_at, event, result, actor_id, user_id, source_ip, detail)
                        values (?, 'person.roles-changed', 'success', ?, ?, '192.0.2.7', '{"roles": ""}')
                        """)
                .params(
                        people.clock().instant().atOffset(ZoneOffset.UTC),
                        people.administrator().id(),
                        person.id())
                .update();
        assertThat(signedIn(person).open(LIST).text())
                .contains("Your roles in the administration were changed")
                .doesNotContain("192.0");
    }

    /** WEB-12: one's own only, of the last 90 days. */
    @Requirement("WEB-12")
    @Test
    void showWhenOthersOrOldThenNotThere() {
        Person person = people.person();
        signedIn(person);
        people.clock().advance(Duration.ofDays(91));
        signedIn(people.person());
        Browser browser = signedIn(person);
        // the password, and the browser that is new since
        assertThat(browser.open(LIST).body().split("<time", -1)).hasSize(3);
    }

    /** Features, pain 35: whoever got in is out, and the owner gets in as before and by the mailed link. */
    @Test
    void notMineWhenMailReachesThePersonThenAllEndsAndTheOwnerIsNotLockedOut() {
        Person person = people.withApp();
        Lms lms = people.lms(people.client());
        Browser stranger = people.browser();
        Answer tokens = lms.redeem(SignIn.throughApp(
                        people, stranger, lms.authorize("scope", "openid offline_access", "prompt", "consent"), person)
                .parameter("code"));
        Browser owner = signedIn(person);
        SignIn.code(owner, owner.open("/login/second-factor"), people.nextCode());

        Page done = owner.submit(owner.open(NOT_MINE), NOT_MINE, Map.of());

        assertThat(done.path()).isEqualTo("/login");
        assertThat(done.text()).contains("You are signed out everywhere");
        assertThat(owner.open("/account").path()).isEqualTo("/login");
        assertThat(stranger.open("/account").path()).isEqualTo("/login");
        assertThat(lms.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
        String address = person.username() + "@example.org";
        Mail link = mailbox.awaitTo(address, "Choose a new password for Vestibule");
        assertThat(link.body()).contains("/password/reset?token=");
        assertThat(mailbox.awaitTo(address, "Your Vestibule account is being secured")
                        .body())
                .contains("From: 127.0.0.…")
                .doesNotContain("token=");
        Browser later = signedIn(person);
        Page in = SignIn.code(later, later.open("/login/second-factor"), people.nextCode());
        assertThat(in.path()).isEqualTo("/account");
        assertThat(later.open(LIST).text()).contains("You reported that something was not your doing");
    }

    /** Without a way to mail a link this browser is the way to a new password; the change ends the others (PWD-09). */
    @Requirement("PWD-09")
    @Test
    void notMineWhenNoVerifiedAddressThenToThePasswordChange() {
        Person person = people.withClaims(Map.of());
        Browser stranger = signedIn(person);
        SignIn.code(stranger, stranger.open("/login/second-factor"), people.nextCode());
        Browser owner = signedIn(person);
        SignIn.code(owner, owner.open("/login/second-factor"), people.nextCode());

        Page password = owner.submit(owner.open(NOT_MINE), NOT_MINE, Map.of());

        assertThat(password.path()).isEqualTo("/account/password");
        assertThat(password.text()).contains("Choose a new password now");
        owner.submit(
                password,
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", "purple otters juggle seven lanterns"));
        assertThat(stranger.open("/account").path()).isEqualTo("/login");
        assertThat(owner.open("/account").path()).isEqualTo("/account");
    }

    /** WEB-01: opening the page, as a link in a mail might, changes nothing. */
    @Requirement("WEB-01")
    @Test
    void notMineWhenOnlyOpenedThenNothingChanges() {
        Person person = people.person();
        Browser browser = signedIn(person);
        browser.open(NOT_MINE);
        assertThat(browser.open("/account").path()).isEqualTo("/account");
        assertThat(jdbc.sql("select count(*) from audit_event where user_id = ? and event = 'account.not-mine'")
                        .param(person.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Browser signedIn(Person person) {
        Browser browser = people.browser();
        SignIn.password(browser, browser.open("/login"), person);
        return browser;
    }
}
