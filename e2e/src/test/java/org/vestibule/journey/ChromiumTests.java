package org.vestibule.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.vestibule.demo.RunningDemo;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** The journeys in Chromium, with JavaScript and the content security policies in force. */
class ChromiumTests {

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    private final RunningDemo demo = RunningDemo.get();
    private final HowToWalk howTo = new HowToWalk(demo, this::visitor);
    private final PeopleWalk people = new PeopleWalk(demo, this::visitor);

    @Test
    void googleAuthenticatorWhenSetUpThenAskedAtTheLms_S05_S15() {
        howTo.withGoogleAuthenticator(Person.of("chris"));
    }

    @Test
    void twilioWhenSetUpThenAskedAtTheLms_S16_S26() {
        howTo.withTwilio(Person.of("carla"), new Phone("+12025550151", demo.provider()));
    }

    @Test
    void accountWhenMadeByAnAdministratorThenItsOwnerChoosesThePassword() {
        people.firstVisit("newcomer2");
    }

    @Test
    void passwordWhenForgottenThenANewOneIsChosenByMail_PWD15() {
        people.forgottenPassword(Person.of("frida"));
    }

    @Test
    void appWhenOnTwoDevicesThenEachSignsInUntilRemoved_TOTP10() {
        people.secondApp(Person.of("doris"));
    }

    @Test
    void secondFactorWhenRequiredThenSetUpBeforeAnyToken_MFA10() {
        people.mustUse(Person.of("mona"));
    }

    @Test
    void computerWhenSharedThenNothingIsLeftForTheNextLearner_OID15() {
        new LabWalk(demo, this::visitor).nextLearner(Person.of("luca"), Person.of("lilo"), "Room 13");
    }

    @Test
    void sessionsWhenEndedFromElsewhereThenSignedOut() {
        people.signedInElsewhere(Person.of("lars"));
    }

    @Test
    void settingsWhenTickedThenAppear_S07_S19() {
        new Administration(demo).turnOff("Keep asking users who have set it up");
        try (ChromiumVisitor admin = visitor()) {
            new Administration(demo).openSecurity(admin);
            assertThat(admin.hasField("Using a QR code service")).isFalse();
            admin.tick("Enable 2-factor authentication");
            assertThat(admin.hasField("Using a QR code service")).isTrue();
            assertThat(admin.hasField("Using an SMS messaging service")).isTrue();
            admin.choose("Using an SMS messaging service", "None");
            assertThat(admin.hasField("Service SID")).isFalse();
            admin.choose("Using an SMS messaging service", "Twilio");
            assertThat(admin.hasField("Service SID")).isTrue();
            assertThat(admin.hasField("Service Key")).isTrue();
            assertThat(admin.hasField("Service phone")).isTrue();
        }
    }

    @Test
    void passwordWhenShownThenHiddenAgainOnSubmit() {
        try (ChromiumVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            Locator password = visitor.page().locator("#password");
            visitor.type("Password", "not the password");
            visitor.pressHere("Show password");
            assertThat(password.getAttribute("type")).isEqualTo("text");
            visitor.pressHere("Show password");
            assertThat(password.getAttribute("type")).isEqualTo("password");
            visitor.type("Username", "nora");
            visitor.press("Sign in");
            assertThat(visitor.text()).contains("Check your username and password");
            assertThat(visitor.page().evaluate("document.activeElement.className"))
                    .isEqualTo("error-summary");
        }
    }

    @Test
    void recoveryCodesWhenShownThenCanBeCopiedPrintedAndDownloaded() throws Exception {
        new Administration(demo).offer("Google Authenticator", "None");
        try (ChromiumVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("paula"));
            visitor.follow("Enable 2-factor authentication");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            List<String> codes = visitor.recoveryCodes();
            Page page = visitor.page();
            assertThat(visitor.sees("Print")).isTrue();
            visitor.pressHere("Copy");
            page.waitForCondition(() -> visitor.text().contains("The codes have been copied"));
            assertThat((String) page.evaluate("navigator.clipboard.readText()")).isEqualTo(String.join("\n", codes));
            Download download =
                    page.waitForDownload(() -> page.getByText("Download").click());
            Path file = download.path();
            assertThat(Files.readString(file)).contains(codes);
        }
    }

    @Test
    void textMessageWhenAskedForAgainThenOnlyThePageChanges() {
        new Administration(demo).offer("Google Authenticator", "Twilio");
        Phone phone = new Phone("+12025550141", demo.provider());
        try (ChromiumVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            // prefers the app, so the password has sent nothing
            visitor.signIn(Person.of("tina"));
            visitor.open(demo.provider().resolve("/login/second-factor?method=sms"));
            assertThat(phone.messages()).isEmpty();
            Page page = visitor.page();
            page.evaluate("window.stays = true");
            visitor.pressHere("Send a new code");
            page.waitForCondition(() -> visitor.text().contains("A new code is on its way"));
            assertThat(page.evaluate("window.stays")).isEqualTo(true);
            assertThat(visitor.text())
                    .contains("We sent a text message to +1 •••••41")
                    .contains("You can ask for a new code in");
            assertThat(phone.messages()).hasSize(1);
            visitor.enter(phone.code());
            assertThat(visitor.heading()).isEqualTo("Profile");
        }
    }

    private ChromiumVisitor visitor() {
        return CHROMIUM.visitor(ChromiumVisitor.desktop(), Locale.ENGLISH);
    }
}
