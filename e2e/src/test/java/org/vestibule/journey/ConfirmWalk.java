package org.vestibule.journey;

import java.time.Duration;
import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sensitive asks again who it is, when the last proof is older than five minutes (MFA-16); walked in any browser. */
final class ConfirmWalk {

    private static final String CONFIRM = "Confirm that it's you";
    private static final String NEW_PASSWORD = "eleven blue boats under snow";
    private static final Duration TOO_LONG = Duration.ofMinutes(6);

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;
    private final Mailbox mailbox;

    ConfirmWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
        mailbox = new Mailbox(demo.provider());
    }

    /** Without a second factor: the password. */
    void beforeThePasswordChanges(Person person) {
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider().resolve("/account"));
            visitor.signIn(person);
            visitor.follow("Change password");
            assertThat(visitor.heading()).isEqualTo("Change password");
            visitor.follow("Cancel");
            demo.letTimePass(person.username(), TOO_LONG);
            visitor.follow("Change password");
            assertThat(visitor.heading()).isEqualTo(CONFIRM);
            visitor.type("Password", "not the password at all");
            visitor.press("Continue");
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.text()).contains("Check your password");
            confirm(visitor, person);
            assertThat(visitor.heading()).isEqualTo("Change password");
            visitor.type("Current password", person.password());
            visitor.type("New password", NEW_PASSWORD);
            visitor.press("Change password");
            assertThat(visitor.text()).contains("Your password has been changed");
        }
        assertThat(mailbox.await(person.address(), "Your Vestibule password was changed"))
                .contains("If it was not you, tell your administrator at once.")
                .doesNotContain(NEW_PASSWORD);
    }

    /** With an app: both, and then the page that was wanted. */
    void beforeAMethodIsRemoved(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        AuthenticatorApp app = AuthenticatorApp.ofJourneys();
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider().resolve("/account/two-factor"));
            visitor.signIn(person);
            visitor.enter(app.code());
            visitor.follow("Remove");
            assertThat(visitor.heading()).isEqualTo("Remove Google Authenticator?");
            demo.letTimePass(person.username(), TOO_LONG);
            visitor.press("Remove");
            assertThat(visitor.heading()).isEqualTo(CONFIRM);
            confirm(visitor, person);
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            visitor.enter(app.code());
            assertThat(visitor.heading()).isEqualTo("Remove Google Authenticator?");
            visitor.press("Remove");
            assertThat(visitor.text()).contains("Google Authenticator has been removed");
        }
        assertThat(mailbox.await(person.address(), "2-factor authentication was removed from your Vestibule account"))
                .contains("Google Authenticator");
    }

    /** On the Security page: what was typed is there again after the proof. */
    void beforeASettingChanges() {
        Administration administration = new Administration(demo);
        administration.offer("Google Authenticator", "None");
        try (Visitor admin = browsers.get()) {
            administration.openSecurity(admin);
            String before = admin.value("Grace period in days");
            String wanted = before.equals("12") ? "13" : "12";
            admin.type("Grace period in days", wanted);
            demo.letTimePass(Person.ADMIN.username(), TOO_LONG);
            admin.press("Save");
            assertThat(admin.heading()).isEqualTo(CONFIRM);
            confirm(admin, Person.ADMIN);
            assertThat(admin.heading()).isEqualTo("Security");
            assertThat(admin.value("Grace period in days")).isEqualTo(wanted);
            admin.press("Save");
            assertThat(admin.text()).contains("Settings saved");
            admin.type("Grace period in days", before);
            admin.press("Save");
            assertThat(admin.text()).contains("Settings saved");
        }
    }

    private static void confirm(Visitor visitor, Person person) {
        visitor.type("Password", person.password());
        visitor.press("Continue");
    }
}
