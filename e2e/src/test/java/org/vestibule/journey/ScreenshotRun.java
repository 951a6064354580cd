package org.vestibule.journey;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes the pictures in {@code docs/screenshots}: {@code ./mvnw verify -Dtest=ScreenshotRun -Dscreenshots=true
 * -Dsurefire.failIfNoSpecifiedTests=false}. What they show belongs to a demo that is gone.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotRun {

    private static Chromium chromium;

    private final RunningDemo demo = RunningDemo.get();
    private final Administration administration = new Administration(demo);
    private final Screenshots idp = new Screenshots(Path.of("../docs/screenshots/idp"));
    private final Screenshots lms = new Screenshots(Path.of("../docs/screenshots/lms"));
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void administration() {
        administration.offer("Google Authenticator", "None");
        try (ChromiumVisitor admin = visitor()) {
            administration.openSecurity(admin);
            admin.choose(Administration.SMS, "Twilio");
            admin.type("Service SID", "1234");
            admin.press("Save");
            idp.take(admin, "security-refused");
            Administration.typeTwilio(admin);
            admin.press("Save");
            admin.page().getByText("How to get these values from Twilio").click();
            idp.take(admin, "security");
            admin.untick(Administration.SWITCH);
            admin.press("Save");
            idp.take(admin, "turn-off");
            admin.open(demo.provider().resolve("/no-such-page"));
            idp.take(admin, "not-found");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void setUpAndAccount() {
        administration.offer("Google Authenticator", "Twilio");
        Phone phone = new Phone("+12025550167", demo.provider());
        AuthenticatorApp app;
        try (ChromiumVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            idp.take(visitor, "sign-in");
            visitor.press("Sign in");
            idp.take(visitor, "sign-in-refused");
            visitor.signIn(Person.STUDENT);
            idp.take(visitor, "profile");
            visitor.follow("Change password");
            idp.take(visitor, "change-password");
            visitor.follow("Cancel");
            visitor.follow("Enable 2-factor authentication");
            visitor.tick("Google Authenticator");
            idp.take(visitor, "set-up");
            visitor.press("Continue");
            visitor.page().getByText("Can’t scan the code?").click();
            app = AuthenticatorApp.withKey(
                    visitor.page().locator("#key").innerText().replace(" ", ""));
            idp.take(visitor, "set-up-app");
            visitor.type("6-digit code", app.wrongCode());
            visitor.press("Submit");
            idp.take(visitor, "set-up-app-wrong-code");
            visitor.type("6-digit code", app.code());
            visitor.press("Submit");
            idp.take(visitor, "recovery-codes");
            idp.print(visitor, "recovery-codes");
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            setUpTexts(visitor, phone);
        }
        signIn(app);
        assertThat(complaints).isEmpty();
    }

    private void setUpTexts(ChromiumVisitor visitor, Phone phone) {
        visitor.follow("Set up");
        idp.take(visitor, "set-up-text");
        visitor.type("Mobile phone number", phone.number());
        visitor.press("Send code");
        idp.take(visitor, "set-up-text-code");
        visitor.follow("Not received a text message?");
        idp.take(visitor, "set-up-text-again");
        visitor.follow("Enter the code");
        visitor.type("6-digit code", phone.code());
        visitor.press("Submit");
        idp.take(visitor, "two-factor");
        visitor.follow("Remove");
        idp.take(visitor, "remove");
        visitor.open(demo.provider().resolve("/account/two-factor/recovery-codes"));
        idp.take(visitor, "recovery-codes-state");
        visitor.open(demo.provider().resolve("/account"));
        idp.take(visitor, "profile-with-factor");
        visitor.open(demo.provider().resolve("/admin"));
        idp.take(visitor, "forbidden");
        visitor.open(demo.provider().resolve("/login/confirm"));
        idp.take(visitor, "confirm");
        visitor.open(demo.provider().resolve("/demo/messages"));
        idp.take(visitor, "demo-messages");
        visitor.open(demo.provider().resolve("/logout/confirm"));
        idp.take(visitor, "sign-out");
        visitor.press("Sign out");
        idp.take(visitor, "signed-out");
    }

    private void signIn(AuthenticatorApp app) {
        try (ChromiumVisitor visitor = visitor()) {
            visitor.open(demo.lms());
            lms.take(visitor, "start");
            visitor.follow("Sign in");
            visitor.signIn(Person.STUDENT);
            idp.take(visitor, "second-factor");
            visitor.follow("Try another way");
            idp.take(visitor, "methods");
            visitor.follow("Recovery code Use one of the codes you saved");
            idp.take(visitor, "second-factor-recovery-code");
            visitor.follow("Try another way");
            visitor.press("Text message Get a code at +1 •••••67");
            idp.take(visitor, "second-factor-text");
            visitor.follow("Try another way");
            visitor.follow("Google Authenticator Get a code from the app on your phone");
            visitor.enter(app.wrongCode());
            idp.take(visitor, "second-factor-wrong-code");
            visitor.enter(app.code());
            pagesOfTheLms(visitor);
        }
    }

    private void pagesOfTheLms(ChromiumVisitor visitor) {
        lms.take(visitor, "courses");
        visitor.follow("Grades");
        lms.take(visitor, "grades");
        visitor.follow("How you signed in");
        visitor.page().getByText("Claims of your ID token").click();
        lms.take(visitor, "how-you-signed-in");
        visitor.press("Refresh now");
        lms.take(visitor, "refreshed");
        visitor.open(demo.lms().resolve("/sign-in/failed?reason=cancelled&reference=0000-0000"));
        lms.take(visitor, "sign-in-cancelled");
        visitor.open(demo.lms().resolve("/no-such-page"));
        lms.take(visitor, "not-found");
        visitor.open(demo.secondLms());
        visitor.follow("Sign in");
        lms.take(visitor, "second-lms-courses");
    }

    @Test
    void gradesWithoutSecondFactor() {
        try (ChromiumVisitor visitor = visitor()) {
            visitor.open(URI.create(demo.lms() + "/grades"));
            visitor.signIn(Person.TEACHER);
            lms.take(visitor, "grades-refused");
        }
        assertThat(complaints).isEmpty();
    }

    private ChromiumVisitor visitor() {
        return new ChromiumVisitor(chromium.browser(), ChromiumVisitor.desktop().setDeviceScaleFactor(1), complaints);
    }
}
