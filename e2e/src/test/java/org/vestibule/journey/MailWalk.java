package org.vestibule.journey;

import java.net.URI;
import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes by mail: links that prove an address, and news of what was done to the account; walked in any browser. */
final class MailWalk {

    private static final String CONFIRM = "Confirm your email address for Vestibule";
    private static final String CHANGED = "The email address of your Vestibule account was changed";
    private static final String NEW_PASSWORD = "eleven blue boats under snow";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;
    private final Mailbox mailbox;

    MailWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
        mailbox = new Mailbox(demo.provider());
    }

    /** The new address counts when its link was opened and confirmed, wherever that is; opening alone changes nothing. */
    void changedAddress(Person person) {
        String wanted = "new-" + person.address();
        try (Visitor visitor = browsers.get();
                Visitor elsewhere = browsers.get()) {
            account(visitor, person);
            visitor.follow("Change email address");
            visitor.type("New email address", wanted);
            visitor.press("Send the link");
            assertThat(visitor.text()).contains("A link is on its way to the address");
            mailbox.await(person.address(), "Somebody wants to change the email address of your Vestibule account");
            URI link = mailbox.link(wanted, CONFIRM);
            // a mail system that looks at links does as much
            elsewhere.open(link);
            elsewhere.open(link);
            assertThat(elsewhere.heading()).isEqualTo("Confirm your email address");
            assertThat(elsewhere.text()).contains(wanted);
            visitor.open(demo.provider().resolve("/account"));
            assertThat(visitor.row("Email")).contains(person.address()).doesNotContain(wanted);
            elsewhere.press("Confirm");
            assertThat(elsewhere.heading()).isEqualTo("Your email address is confirmed");
            elsewhere.open(link);
            assertThat(elsewhere.heading()).isEqualTo("This link does not work any more");
            // it signs nobody in
            elsewhere.open(demo.provider().resolve("/account"));
            assertThat(elsewhere.heading()).isEqualTo("Sign in");
            visitor.open(demo.provider().resolve("/account"));
            assertThat(visitor.row("Email")).contains(wanted);
        }
        mailbox.await(person.address(), CHANGED);
        mailbox.await(wanted, CHANGED);
    }

    /** An address that nobody has proven yet. */
    void verifiedAddress(Person person) {
        try (Visitor visitor = browsers.get()) {
            account(visitor, person);
            assertThat(visitor.row("Email")).contains("not confirmed");
            visitor.follow("Verify email address");
            assertThat(visitor.value("New email address")).isEqualTo(person.address());
            visitor.press("Send the link");
            visitor.open(mailbox.link(person.address(), CONFIRM));
            visitor.press("Confirm");
            visitor.follow("Go to your account");
            assertThat(visitor.row("Email")).contains(person.address()).doesNotContain("not confirmed");
        }
    }

    /** Every change of a method is told, without anything that would let a reader in. */
    void newsOfMethods(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        try (Visitor visitor = browsers.get()) {
            account(visitor, person);
            visitor.follow("Enable 2-factor authentication");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            assertThat(mailbox.await(person.address(), "2-factor authentication was set up for your Vestibule account"))
                    .contains("Google Authenticator");
            visitor.open(demo.provider().resolve("/account/two-factor/recovery-codes"));
            visitor.press("Create new codes");
            assertThat(mailbox.await(person.address(), "New recovery codes for your Vestibule account"))
                    .doesNotContain(visitor.recoveryCodes());
            // the page that shows the demo's mail
            visitor.open(demo.provider().resolve("/demo/mail"));
            assertThat(visitor.text()).contains("New recovery codes for your Vestibule account");
        }
    }

    /** A browser that was never there is told of, and its owner says that it was somebody else. */
    void newBrowser(Person person) {
        try (Visitor owner = browsers.get()) {
            account(owner, person);
            try (Visitor thief = browsers.get()) {
                account(thief, person);
                assertThat(mailbox.await(person.address(), "A sign-in to your Vestibule account from a new browser"))
                        .contains("press \u201cThis wasn\u2019t me\u201d");
                owner.follow("Recent activity");
                assertThat(owner.text()).contains("You signed in with a browser that you had not used before");
                owner.follow("This wasn\u2019t me");
                assertThat(owner.heading()).isEqualTo("This wasn\u2019t you?");
                owner.press("Secure my account");
                assertThat(owner.heading()).isEqualTo("Sign in");
                assertThat(owner.text())
                        .contains("You are signed out everywhere. A link to choose a new password is on its way");
                thief.open(demo.provider().resolve("/account"));
                assertThat(thief.heading()).isEqualTo("Sign in");
            }
            mailbox.await(person.address(), "Your Vestibule account is being secured");
            owner.open(mailbox.link(person.address(), "Choose a new password for Vestibule"));
            owner.type("New password", NEW_PASSWORD);
            owner.press("Save password");
            owner.signIn(person);
            assertThat(owner.text()).contains("Check your username and password");
            owner.signIn(new Person(person.username(), NEW_PASSWORD));
            assertThat(owner.heading()).isEqualTo("Profile");
        }
    }

    private void account(Visitor visitor, Person person) {
        visitor.open(demo.provider().resolve("/account"));
        visitor.signIn(person);
        assertThat(visitor.heading()).isEqualTo("Profile");
    }
}
