package org.vestibule.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.Parallel;
import org.vestibule.mail.Mail;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.vestibule.web.PageAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** An address becomes a person's when the mailbox is proven, and never before (TOTP-13, TOTP-14, PWD-13). */
@Requirement({"PWD-13", "TOTP-13", "TOTP-14"})
@ProtocolTest
class AddressChangeTests {

    private static final String PAGE = "/account/email";
    private static final String CONFIRM = "/email/confirm";
    private static final String ASKED = "Somebody wants to change the email address of your Vestibule account";
    private static final String CHANGED = "The email address of your Vestibule account was changed";
    private static final Pattern LINK =
            Pattern.compile("http://localhost:9000(/email/confirm\\?token=[A-Za-z0-9_-]{43})");

    @Autowired
    People people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Users users;

    private Person person;
    private Browser browser;

    @BeforeEach
    void personIsSignedIn() {
        people.twoFactor(true, true);
        person = people.person();
        browser = signedIn(person);
    }

    @Test
    void changeWhenConfirmedInAnotherBrowserThenBothAddressesAreTold() {
        assertThat(browser.open("/account").text()).contains("Change email address");
        Page form = browser.open(PAGE);
        PageAssertions.assertSound(form.body());
        Page asked = browser.submit(form, PAGE, Map.of("email", wanted()));
        assertThat(asked.path()).isEqualTo("/account");
        assertThat(asked.text()).contains("A link is on its way to the address");
        String link = link();
        mailbox.awaitTo(old(), ASKED);
        Browser elsewhere = people.browser();
        Page confirm = elsewhere.open(link);
        PageAssertions.assertSound(confirm.body());
        assertThat(people.browser().open(link).text()).contains(wanted(), person.username());
        // a mail system that opens links has changed nothing
        assertThat(user().email()).isEqualTo(old());

        Page done = elsewhere.submit(confirm, CONFIRM, Map.of());

        assertThat(done.path()).isEqualTo("/email/confirmed");
        PageAssertions.assertSound(done.body());
        assertThat(user().verifiedEmail()).contains(wanted());
        mailbox.awaitTo(old(), CHANGED);
        mailbox.awaitTo(wanted(), CHANGED);
        assertThat(people.browser().open(link).status()).isEqualTo(410);
        // it signed nobody in
        assertThat(elsewhere.open("/account").path()).isEqualTo("/login");
        assertThat(browser.open("/account/activity").text())
                .contains("You asked for another email address", "Your email address was changed");
    }

    /** PWD-13: who asks sees no difference, neither on the page nor among the activity; the owner is told. */
    @Requirement("PWD-13")
    @Test
    void changeWhenAddressIsAnothersThenSaysTheSameAndTellsTheOwner() {
        Person owner = people.person();
        String taken = owner.username() + "@example.org";
        Page asked = ask(browser, taken);
        Browser second = signedIn(people.person());
        Page free = ask(second, wanted());
        assertThat(asked.path()).isEqualTo(free.path());
        assertThat(asked.text()).contains("A link is on its way to the address");
        mailbox.awaitTo(taken, "Your email address and Vestibule");
        mailbox.awaitTo(old(), ASKED);
        assertThat(mailbox.to(taken))
                .noneMatch(mail -> LINK.matcher(mail.body()).find());
        assertThat(count(browser.open("/account/activity").body()))
                .isEqualTo(count(second.open("/account/activity").body()));
        assertThat(user().email()).isEqualTo(old());
    }

    /** Somebody else proved the address between the mail and the click. */
    @Test
    void confirmWhenAddressBecameAnothersThenNothingChanges() {
        ask(browser, wanted());
        String link = link();
        Person faster = people.person();
        assertThat(users.changeEmail(faster.id(), wanted())).isTrue();
        Browser elsewhere = people.browser();
        assertThat(elsewhere.submit(elsewhere.open(link), CONFIRM, Map.of()).status())
                .isEqualTo(410);
        assertThat(user().email()).isEqualTo(old());
    }

    @Test
    void confirmWhenSubmittedManyTimesAtOnceThenExactlyOneWins() throws Exception {
        ask(browser, wanted());
        String link = link();
        List<Integer> statuses = Parallel.times(8, () -> {
            Browser other = people.browser();
            Page page = other.open(link);
            return page.status() == 410
                    ? 410
                    : other.submit(page, CONFIRM, Map.of()).status();
        });
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status != 200).containsOnly(410);
    }

    @Test
    void openWhenLateThenOver() {
        ask(browser, wanted());
        String link = link();
        people.clock().advance(Duration.ofHours(24).plusSeconds(1));
        Page late = people.browser().open(link);
        assertThat(late.status()).isEqualTo(410);
        PageAssertions.assertSound(late.body());
    }

    /** PWD-09; what a stranger asked for dies with the password that let him in. */
    @Requirement("PWD-09")
    @Test
    void openWhenPasswordWasChangedMeanwhileThenOver() {
        ask(browser, wanted());
        String link = link();
        browser.submit(
                browser.open("/account/password"),
                "/account/password",
                Map.of("currentPassword", People.PASSWORD, "newPassword", "purple otters juggle seven lanterns"));
        assertThat(people.browser().open(link).status()).isEqualTo(410);
    }

    @Test
    void openWhenOwnerSaysThatItWasNotThemThenOver() {
        ask(browser, wanted());
        String link = link();
        String notMine = "/account/activity/not-mine";
        browser.submit(browser.open(notMine), notMine, Map.of());
        assertThat(people.browser().open(link).status()).isEqualTo(410);
    }

    /** TOTP-13. */
    @Requirement("TOTP-13")
    @Test
    void openWhenProofIsOldThenAsksForItAgain() {
        people.clock().advance(Duration.ofMinutes(6));
        assertThat(browser.open(PAGE).path()).isEqualTo("/login/confirm");
    }

    @Test
    void changeWhenAskedTooOftenThenMustWait() {
        for (int i = 0; i < 5; i++) {
            ask(browser, i + wanted());
        }
        Page refused = ask(browser, wanted());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@example.org",
                "a@",
                "a@b@example.org",
                "a@example.org,b@example.org",
                "Ada <a@example.org>",
                "a @example.org",
                "a@example.org\r\nBcc: b@example.org",
                "a\u202e@example.org"
            })
    void changeWhenNoAddressThenRefused(String typed) {
        Page refused = ask(browser, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Enter an address such as name@example.org");
    }

    @Test
    void changeWhenItIsTheSameThenSaysSo() {
        assertThat(ask(browser, old().toUpperCase(Locale.ROOT)).text())
                .contains("This is the address of your account already");
    }

    @Test
    void verifyWhenConfirmedThenAddressIsVerified() {
        users.update(withEmail(user(), old(), false));
        assertThat(browser.open("/account").text()).contains("not confirmed", "Verify email address");
        Page form = browser.open(PAGE);
        assertThat(form.body()).contains("value=\"" + old() + '"');
        browser.submit(form, PAGE, Map.of("email", old()));
        Mail mail = mailbox.awaitTo(old(), "Confirm your email address for Vestibule");
        Browser elsewhere = people.browser();
        elsewhere.submit(elsewhere.open(link(mail)), CONFIRM, Map.of());
        assertThat(user().verifiedEmail()).contains(old());
    }

    /** TOTP-14: whoever changes it, the old and the new mailbox are told. */
    @Requirement("TOTP-14")
    @Test
    void editWhenAdministratorChangesTheAddressThenBothAreTold() {
        Browser administrator = signedIn(people.administrator());
        String path = "/admin/users/" + person.id() + "/edit";
        ask(browser, "other-" + wanted());
        administrator.submit(administrator.open(path), path, Map.of("email", wanted(), "emailVerified", "true"));
        assertThat(user().email()).isEqualTo(wanted());
        mailbox.awaitTo(old(), CHANGED);
        mailbox.awaitTo(wanted(), CHANGED);
        // what waited for another mailbox is over
        Mail waiting = mailbox.awaitTo("other-" + wanted(), "Confirm your email address for Vestibule");
        assertThat(people.browser().open(link(waiting)).status()).isEqualTo(410);
    }

    private static User withEmail(User user, String email, boolean verified) {
        return new User(
                user.id(),
                user.username(),
                email,
                verified,
                user.givenName(),
                user.familyName(),
                user.locale(),
                user.claims(),
                user.roles(),
                user.groups(),
                user.enabled(),
                user.preferredMethod(),
                user.updatedAt());
    }

    private Browser signedIn(Person somebody) {
        Browser other = people.browser();
        SignIn.password(other, other.open("/login"), somebody);
        return other;
    }

    private static Page ask(Browser browser, String email) {
        return browser.submit(browser.open(PAGE), PAGE, Map.of("email", email));
    }

    private String link() {
        return link(mailbox.awaitTo(wanted(), "Confirm your email address for Vestibule"));
    }

    private static String link(Mail mail) {
        Matcher link = LINK.matcher(mail.body());
        assertThat(link.find()).as(mail.body()).isTrue();
        return link.group(1);
    }

    private static int count(String activity) {
        return activity.split("<time", -1).length;
    }

    private User user() {
        return users.byId(person.id()).orElseThrow();
    }

    private String old() {
        return person.username() + "@example.org";
    }

    private String wanted() {
        return person.username() + "@new.example.org";
    }
}
