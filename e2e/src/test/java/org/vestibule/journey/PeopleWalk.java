package org.vestibule.journey;

import java.net.URI;
import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** What people do beside the how-to: come for the first time, forget, lose, add and remove; walked in any browser. */
final class PeopleWalk {

    private static final String NEW_PASSWORD = "eleven blue boats under snow";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    PeopleWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** An administrator makes the account, and its owner chooses the password. */
    void firstVisit(String username) {
        Person person = new Person(username, NEW_PASSWORD);
        try (Visitor admin = browsers.get()) {
            admin.open(demo.provider().resolve("/admin/users"));
            admin.signIn(Person.ADMIN);
            admin.follow("New user");
            admin.type("Username", username);
            admin.type("Email", person.address());
            admin.press("Create");
            assertThat(admin.text()).contains("User created");
        }
        URI link = new Mailbox(demo.provider()).link(person.address());
        try (Visitor visitor = browsers.get()) {
            choosePassword(visitor, link);
            assertThat(visitor.text()).contains("Your account is active. Sign in with your new password");
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    /** Forgets the password; the link works once, and the former password no more. */
    void forgottenPassword(Person person) {
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider().resolve("/login"));
            visitor.follow("Forgot your password?");
            visitor.type("Username or email address", person.username());
            visitor.press("Send the link");
            assertThat(visitor.heading()).isEqualTo("Check your email");
            URI link = new Mailbox(demo.provider()).link(person.address());
            choosePassword(visitor, link);
            assertThat(visitor.text()).contains("Your password has been changed. Sign in with it");
            visitor.open(link);
            assertThat(visitor.heading()).isEqualTo("This link does not work any more");
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            assertThat(visitor.text()).contains("Check your username and password");
            visitor.signIn(new Person(person.username(), NEW_PASSWORD));
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    /** Has the app on two devices, with names, and gives the first one away. */
    void secondApp(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        AuthenticatorApp first;
        AuthenticatorApp second;
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider());
            visitor.signIn(person);
            visitor.follow("Enable 2-factor authentication");
            first = setUp(visitor);
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            visitor.open(demo.provider().resolve("/account/two-factor"));
            visitor.follow("Rename");
            visitor.type("Name", "Old phone");
            visitor.press("Rename");
            visitor.follow("Add another app");
            second = setUp(visitor);
            assertThat(visitor.text()).contains("Old phone");
        }
        enter(person, second);
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider().resolve("/account/two-factor"));
            visitor.signIn(person);
            visitor.enter(first.code());
            visitor.follow("Remove");
            assertThat(visitor.heading()).contains("Old phone");
            visitor.press("Remove");
            visitor.open(demo.lms().resolve("/courses"));
        }
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            visitor.enter(first.usedCode());
            assertThat(visitor.text()).contains("That code is not correct. Check it and try again");
        }
    }

    /** Has to set it up after the password, and gets no token before. */
    void mustUse(Person person) {
        Administration administration = new Administration(demo);
        administration.offer("Google Authenticator", "None");
        administration.require("exam");
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            assertThat(visitor.heading()).isEqualTo("Set up Google Authenticator");
            visitor.open(demo.lms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Set up Google Authenticator");
            setUp(visitor);
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.claims(demo.lms()).get("amr").toString())
                    .contains("otp")
                    .contains("mfa");
            visitor.open(demo.provider().resolve("/account/two-factor"));
            assertThat(visitor.sees("Remove")).isFalse();
        } finally {
            administration.require(null);
        }
    }

    /** Left the account open in the library, and closes it from home. */
    void signedInElsewhere(Person person) {
        try (Visitor library = browsers.get();
                Visitor home = browsers.get()) {
            for (Visitor visitor : new Visitor[] {library, home}) {
                visitor.open(demo.provider().resolve("/account"));
                visitor.signIn(person);
                assertThat(visitor.heading()).isEqualTo("Profile");
            }
            home.open(demo.provider().resolve("/account/sessions"));
            home.press("Sign out everywhere else");
            assertThat(home.text()).contains("Signed out everywhere else").contains("You are signed in nowhere else.");
            library.open(demo.provider().resolve("/account"));
            assertThat(library.heading()).isEqualTo("Sign in");
        }
    }

    private void enter(Person person, AuthenticatorApp app) {
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            visitor.enter(app.code());
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    private static AuthenticatorApp setUp(Visitor visitor) {
        AuthenticatorApp app = AuthenticatorApp.scan(visitor.qrCode());
        visitor.type("6-digit code", app.code());
        visitor.press("Submit");
        return app;
    }

    private static void choosePassword(Visitor visitor, URI link) {
        visitor.open(link);
        visitor.type("New password", NEW_PASSWORD);
        visitor.press("Save password");
    }
}
