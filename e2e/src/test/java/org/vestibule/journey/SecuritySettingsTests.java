package org.vestibule.journey;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** System settings → Security, and what it means for everybody else. */
class SecuritySettingsTests {

    private static final String ARNOS_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJT";

    private final RunningDemo demo = RunningDemo.get();
    private final Administration administration = new Administration(demo);

    @Test
    void pageWhenNoAdministratorThenForbidden_S06() {
        administration.offer("Google Authenticator", "None");
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("nora"));
            // S10: may, not must
            assertThat(visitor.heading()).isEqualTo("Profile");
            assertThat(visitor.sees("Administration")).isFalse();
            visitor.open(demo.provider().resolve("/admin/settings/security"));
            assertThat(visitor.status()).isEqualTo(403);
            assertThat(visitor.heading()).isEqualTo("You do not have access to this page");
        }
    }

    @Test
    void serviceWhenNoneIsChosenThenRefused() {
        try (PlainVisitor admin = new PlainVisitor()) {
            administration.openSecurity(admin);
            admin.tick(Administration.SWITCH);
            admin.choose(Administration.QR, "None");
            admin.choose(Administration.SMS, "None");
            admin.press("Save");
            assertThat(admin.status()).isEqualTo(422);
            assertThat(admin.text()).contains("Choose a QR code service or an SMS messaging service");
        }
    }

    @Test
    void twilioWhenMistypedThenEachFieldSaysSo_S20_S22() {
        try (PlainVisitor admin = new PlainVisitor()) {
            administration.openSecurity(admin);
            // S16 to S18: where to get the values
            assertThat(admin.source())
                    .contains("“Products”", "“Phone numbers”", "“Buy number”", "“Show API credentials”")
                    .contains("Copy the ACCOUNT SID into Service SID, the AUTH TOKEN into Service Key");
            admin.tick(Administration.SWITCH);
            admin.choose(Administration.SMS, "Twilio");
            admin.type("Service SID", "SK0123");
            admin.type("Service phone", "1234567");
            admin.press("Save");
            assertThat(admin.status()).isEqualTo(422);
            assertThat(admin.text())
                    .contains("Service SID must start with AC and have 34 characters")
                    .contains("Enter the phone number with + and without spaces or dashes");
            assertThat(admin.value("Service SID")).isEqualTo("SK0123");
        }
    }

    @Test
    void serviceKeyWhenSavedThenNeverShown_S21() {
        try (PlainVisitor admin = new PlainVisitor()) {
            administration.openSecurity(admin);
            admin.tick(Administration.SWITCH);
            admin.choose(Administration.SMS, "Twilio");
            Administration.typeTwilio(admin);
            // S22: typed spaces and dashes are dropped
            admin.type("Service phone", "+1 234-567 890");
            admin.press("Save");
            assertThat(admin.text()).contains("Settings saved");
            assertThat(admin.value("Service phone")).isEqualTo("+1234567890");
            assertThat(admin.source()).doesNotContain("the-AUTH-TOKEN");
            // left empty it is kept
            admin.press("Save");
            assertThat(admin.text()).contains("Settings saved").contains("A key is saved. Leave empty to keep it.");
            admin.type("Phone number for the test", "+12025550199");
            admin.press("Send a test message");
            assertThat(admin.text()).contains("The test message is on its way");
        }
        assertThat(new Phone("+12025550199", demo.provider()).messages()).hasSize(1);
    }

    @Test
    void switchWhenTurnedOffThenPeopleWhoHaveItAreStillAsked() {
        administration.offer("Google Authenticator", "None");
        try (PlainVisitor admin = new PlainVisitor()) {
            administration.openSecurity(admin);
            admin.untick(Administration.SWITCH);
            admin.press("Save");
            assertThat(admin.heading()).isEqualTo("Turn off 2-factor authentication?");
            assertThat(admin.text()).contains("use 2-factor authentication. What they set up is kept.");
            admin.press("Turn off");
            assertThat(admin.text()).contains("Settings saved");
        }
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("arno"));
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
        }
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("nora"));
            assertThat(visitor.heading()).isEqualTo("Profile");
            assertThat(visitor.sees("Enable 2-factor authentication")).isFalse();
        }
    }

    @Test
    void switchWhenNobodyIsAskedThenPasswordSignsInButGradesStillAsk() {
        AuthenticatorApp app = AuthenticatorApp.withKey(ARNOS_KEY);
        administration.turnOff("Do not ask anyone");
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("arno"));
            assertThat(visitor.text()).contains("(pwd)").contains("https://refeds.org/profile/sfa");
            visitor.follow("Grades");
            // the bare step-up asks for what is missing only
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            visitor.enter(app.code());
            assertThat(visitor.heading()).isEqualTo("Grades");
            assertThat(visitor.claims(demo.lms()).get("acr").asString()).isEqualTo("https://refeds.org/profile/mfa");
        }
        try (PlainVisitor admin = new PlainVisitor()) {
            administration.openSecurity(admin);
            assertThat(admin.text()).contains("Nobody is asked for a second factor");
        }
        administration.turnOff("Keep asking users who have set it up");
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(URI.create(demo.lms() + "/courses"));
            visitor.signIn(Person.of("arno"));
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
        }
    }
}
