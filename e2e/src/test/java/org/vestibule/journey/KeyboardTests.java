package org.vestibule.journey;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** The journeys by keyboard alone (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 3.3.1), in Chromium. */
class KeyboardTests {

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    private final RunningDemo demo = RunningDemo.get();
    private final HowToWalk howTo = new HowToWalk(demo, this::visitor);
    private final PeopleWalk people = new PeopleWalk(demo, this::visitor);

    @Test
    void googleAuthenticatorWhenSetUpByKeyboardThenAskedAtTheLms() {
        howTo.withGoogleAuthenticator(Person.of("kim"));
    }

    @Test
    void textMessagesWhenSetUpByKeyboardThenAskedAtTheLms() {
        howTo.withTwilio(Person.of("kara"), new Phone("+12025550171", demo.provider()));
    }

    @Test
    void accountWhenMadeByKeyboardThenItsOwnerChoosesThePassword() {
        people.firstVisit("newcomer3");
    }

    @Test
    void appsWhenRenamedAddedAndRemovedByKeyboardThenEachSignsInUntilThen() {
        people.secondApp(Person.of("karl"));
    }

    @Test
    void sessionsWhenEndedByKeyboardThenSignedOut() {
        people.signedInElsewhere(Person.of("kira"));
    }

    @Test
    void recoveryCodeWhenPhoneIsLostThenLetsIn() {
        List<String> codes;
        try (KeyboardVisitor visitor = visitor()) {
            codes = setUpApp(visitor, Person.of("kurt"));
        }
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("kurt"));
            visitor.follow("I can’t use my method");
            visitor.take("Use one of the codes you saved");
            visitor.type("Recovery code", "no code");
            visitor.press("Sign in");
            assertThat(visitor.status()).isEqualTo(422);
            visitor.type("Recovery code", codes.get(0));
            visitor.press("Sign in");
            assertThat(visitor.heading()).isEqualTo("Your courses");
            visitor.press("Sign out everywhere");
            assertThat(visitor.sees("Sign in")).isTrue();
        }
    }

    @Test
    void appWhenReplacedThenTheNewOneIsInUse() {
        try (KeyboardVisitor visitor = visitor()) {
            setUpApp(visitor, Person.of("konrad"));
            visitor.follow("Replace");
            visitor.type("6-digit code", "no code");
            visitor.enterHere();
            assertThat(visitor.focus().unannouncedError()).isNull();
            visitor.follow("Start again with a new QR code");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            assertThat(visitor.text()).doesNotContain("Set up");
        }
    }

    @Test
    void accountWhenSomebodyElseWasThereThenItIsSecured() {
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("klara"));
            visitor.follow("Recent activity");
            visitor.follow("This wasn’t me");
            visitor.press("Secure my account");
            assertThat(visitor.heading()).isEqualTo("Sign in");
        }
    }

    /** From right to left, by a browser that asks for it, and to English and back. */
    @Test
    void languageWhenArabicThenTabLeadsThroughThePagesToo() {
        try (KeyboardVisitor visitor = visitor(Locale.forLanguageTag("ar"))) {
            visitor.open(demo.provider());
            visitor.press("Sign in");
            assertThat(visitor.status()).isEqualTo(422);
            setUpApp(visitor, Person.of("khalil"));
            visitor.follow("Profile");
            assertThat(direction(visitor)).isEqualTo("rtl");
            visitor.choose("Language", "English");
            visitor.press("Change language");
            assertThat(direction(visitor)).isEqualTo("ltr");
            assertThat(visitor.heading()).isEqualTo("Profile");
            visitor.choose("Language", "العربية");
            visitor.press("Change language");
            assertThat(direction(visitor)).isEqualTo("rtl");
            visitor.press("Sign out");
        }
    }

    /** A new text comes by a swap of the page's middle; the focus must not be lost with the button that is gone. */
    @Test
    void textMessageWhenAskedForAgainThenFocusIsAtTheCode() {
        new Administration(demo).offer("Google Authenticator", "Twilio");
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("kuno"));
            visitor.open(demo.provider().resolve("/login/second-factor?method=sms"));
            visitor.pressHere("Send a new code");
            visitor.screen().page().waitForCondition(() -> visitor.text().contains("A new code is on its way"));
            // htmx moves the focus a moment after the new text is there
            visitor.screen()
                    .page()
                    .waitForCondition(() -> visitor.focus().name().contains("6-digit code"));
            visitor.screen().page().keyboard().type(new Phone("+12025550172", demo.provider()).code());
            visitor.enterHere();
            assertThat(visitor.heading()).isEqualTo("Profile");
        }
    }

    @Test
    void usersWhenSearchedThenFocusStaysInTheField() {
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider().resolve("/admin/users"));
            visitor.signIn(Person.ADMIN);
            visitor.type("Name, email or username", "Keyboard");
            visitor.screen().page().waitForCondition(() -> !visitor.text().contains("Ada Admin"));
            assertThat(visitor.focus().name()).contains("Name, email or username");
            visitor.follow("Kira Keyboard");
            visitor.follow("Edit");
            visitor.type("First name", "Kirali");
            visitor.press("Save");
            assertThat(visitor.heading()).contains("Kirali Keyboard");
        }
    }

    @Test
    void applicationWhenConnectedThenTheAuditLogHasIt() {
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider().resolve("/admin/clients"));
            visitor.signIn(Person.ADMIN);
            visitor.follow("New application");
            visitor.choose("Platform", "Moodle (OAuth 2 services, built in)");
            visitor.press("Continue");
            visitor.type("Name", "Moodle by keyboard");
            visitor.press("Create");
            assertThat(visitor.status()).isEqualTo(422);
            visitor.type("Redirect addresses", "https://moodle.example.org/admin/oauth2callback.php");
            visitor.press("Create");
            visitor.pressHere("Copy the client secret");
            visitor.follow("I have copied it");
            assertThat(visitor.heading()).isEqualTo("Moodle by keyboard");
            visitor.follow("Audit log");
            visitor.type("User", "admin");
            visitor.choose("Event", "Application created");
            visitor.press("Show");
            assertThat(visitor.text()).contains("Application created").doesNotContain("No entries found");
        }
    }

    @Test
    void signInWhenRefusedThenFocusIsAtTheErrorAndLeadsToItsField() {
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            visitor.type("Username", "nora");
            visitor.enterHere();
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.focus().unannouncedError()).isNull();
            visitor.followHere("Enter your password");
            assertThat(visitor.focus().name()).contains("Password");
        }
    }

    @Test
    void skipLinkWhenFollowedThenTheNextStopIsInThePage() {
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("nora"));
            visitor.focus().move("Tab");
            assertThat(visitor.focus().name()).contains("Skip to main content");
            visitor.followHere("Skip to main content");
            visitor.focus().move("Tab");
            assertThat(visitor.screen().page().locator("main :focus").count()).isEqualTo(1);
        }
    }

    private List<String> setUpApp(KeyboardVisitor visitor, Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        visitor.open(demo.provider());
        visitor.signIn(person);
        visitor.follow("Enable 2-factor authentication");
        visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
        visitor.press("Submit");
        List<String> codes = visitor.recoveryCodes();
        visitor.tick("I have saved my recovery codes");
        visitor.press("Done");
        return codes;
    }

    private static Object direction(KeyboardVisitor visitor) {
        return visitor.screen().page().evaluate("document.documentElement.dir");
    }

    private KeyboardVisitor visitor() {
        return visitor(Locale.ENGLISH);
    }

    private static KeyboardVisitor visitor(Locale language) {
        return new KeyboardVisitor(CHROMIUM.visitor(ChromiumVisitor.desktop(), language));
    }
}
