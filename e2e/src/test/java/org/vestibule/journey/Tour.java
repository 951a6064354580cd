package org.vestibule.journey;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.vestibule.demo.RunningDemo;

/** The pages that a learner sees, from the first to the last, in one language. */
final class Tour {

    private final RunningDemo demo;
    private final Look look;
    private final Traveller traveller;
    private final Function<Locale, ChromiumVisitor> browsers;
    private final Phone phone;
    private final Person renewed;

    Tour(RunningDemo demo, Look look, Traveller traveller, Function<Locale, ChromiumVisitor> browsers) {
        this.demo = demo;
        this.look = look;
        this.traveller = traveller;
        this.browsers = browsers;
        phone = new Phone(traveller.number(), demo.provider());
        renewed = new Person(traveller.person().username(), "eleven blue boats under snow");
    }

    void walk() {
        new Administration(demo).offer("Google Authenticator", "Twilio");
        AuthenticatorApp app;
        try (ChromiumVisitor visitor = browsers.apply(traveller.language())) {
            open(visitor, "/");
            look.take(visitor, "sign-in");
            visitor.press("Sign in");
            look.take(visitor, "sign-in-refused");
            forgottenPassword(visitor);
            new Administration(demo).codesByMail(this::codeByMail);
            open(visitor, "/");
            visitor.signIn(renewed);
            look.take(visitor, "profile");
            visitor.follow("Change password");
            look.take(visitor, "change-password");
            visitor.follow("Cancel");
            visitor.follow("Enable 2-factor authentication");
            visitor.tick("Google Authenticator");
            look.take(visitor, "set-up");
            visitor.press("Continue");
            app = setUpApp(visitor);
            setUpTexts(visitor);
            account(visitor);
        }
        signIn(app);
    }

    private void forgottenPassword(ChromiumVisitor visitor) {
        open(visitor, "/login");
        visitor.follow("Forgot your password?");
        look.take(visitor, "forgotten-password");
        visitor.type("Username or email address", traveller.person().username());
        visitor.press("Send the link");
        look.take(visitor, "forgotten-password-sent");
        URI link = new Mailbox(demo.provider()).link(traveller.person().address());
        visitor.open(link);
        look.take(visitor, "new-password");
        visitor.type("New password", renewed.password());
        visitor.press("Save password");
        look.take(visitor, "new-password-saved");
        visitor.open(link);
        look.take(visitor, "link-used");
    }

    /** As long as there is no second factor. */
    private void codeByMail() {
        try (ChromiumVisitor visitor = browsers.apply(traveller.language())) {
            open(visitor, "/");
            visitor.signIn(renewed);
            look.take(visitor, "second-factor-mail");
            visitor.enter(new Mailbox(demo.provider()).code(traveller.person().address()));
            visitor.follow("Change password");
        }
    }

    private AuthenticatorApp setUpApp(ChromiumVisitor visitor) {
        visitor.unfold("Can’t scan the code?");
        AuthenticatorApp app = AuthenticatorApp.withKey(
                visitor.page().locator("#key").innerText().replace(" ", ""));
        look.take(visitor, "set-up-app");
        visitor.type("6-digit code", app.wrongCode());
        visitor.press("Submit");
        look.take(visitor, "set-up-app-wrong-code");
        visitor.type("6-digit code", app.code());
        visitor.press("Submit");
        look.take(visitor, "recovery-codes");
        look.print(visitor, "recovery-codes");
        visitor.tick("I have saved my recovery codes");
        visitor.press("Done");
        return app;
    }

    private void setUpTexts(ChromiumVisitor visitor) {
        visitor.follow("Set up");
        look.take(visitor, "set-up-text");
        visitor.type("Mobile phone number", phone.number());
        visitor.press("Send code");
        look.take(visitor, "set-up-text-code");
        visitor.follow("Not received a text message?");
        look.take(visitor, "set-up-text-again");
        visitor.follow("Enter the code");
        visitor.type("6-digit code", phone.code());
        visitor.press("Submit");
        look.take(visitor, "two-factor");
        visitor.follow("Rename");
        look.take(visitor, "rename");
        open(visitor, "/account/two-factor");
        visitor.follow("Remove");
        look.take(visitor, "remove");
        open(visitor, "/account/two-factor/recovery-codes");
        look.take(visitor, "recovery-codes-state");
    }

    private void account(ChromiumVisitor visitor) {
        open(visitor, "/account");
        look.take(visitor, "profile-with-factor");
        for (String page : List.of("sessions", "activity", "applications", "email", "trusted-browsers")) {
            open(visitor, "/account/" + page);
            look.take(visitor, page);
        }
        open(visitor, "/admin");
        look.take(visitor, "forbidden");
        open(visitor, "/login/confirm");
        look.take(visitor, "confirm");
        open(visitor, "/demo/messages");
        look.take(visitor, "demo-messages");
        open(visitor, "/demo/mail");
        look.take(visitor, "demo-mail");
        open(visitor, "/logout/confirm");
        look.take(visitor, "sign-out");
        visitor.press("Sign out");
        look.take(visitor, "signed-out");
        open(visitor, "/oauth2/authorize?client_id=nobody");
        look.take(visitor, "bad-link");
    }

    private void signIn(AuthenticatorApp app) {
        try (ChromiumVisitor visitor = browsers.apply(traveller.language())) {
            visitor.open(demo.lms());
            visitor.follow("Sign in");
            visitor.signIn(renewed);
            look.take(visitor, "second-factor");
            visitor.follow("Try another way");
            look.take(visitor, "methods");
            visitor.take("Use one of the codes you saved");
            look.take(visitor, "second-factor-recovery-code");
            visitor.follow("Try another way");
            visitor.take("Text message");
            look.take(visitor, "second-factor-text");
            visitor.follow("Try another way");
            visitor.take("Get a code from the app on your phone");
            visitor.enter(app.wrongCode());
            look.take(visitor, "second-factor-wrong-code");
        }
    }

    private void open(ChromiumVisitor visitor, String path) {
        visitor.open(demo.provider().resolve(path));
    }
}
