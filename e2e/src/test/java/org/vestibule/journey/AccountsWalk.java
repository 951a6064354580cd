package org.vestibule.journey;

import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** What an administrator does with accounts, and what their owners notice; walked in any browser. */
final class AccountsWalk {

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    AccountsWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** Edited, disabled, enabled, signed out. */
    void editAndDisable(Person person) {
        try (Visitor admin = browsers.get();
                Visitor owner = browsers.get()) {
            account(owner, person);
            assertThat(owner.heading()).isEqualTo("Profile");
            new Administration(demo).openUser(admin, Person.ADMIN, person);
            admin.follow("Edit");
            admin.type("Last name", "Renamed");
            admin.type("Groups", "7b");
            admin.press("Save");
            assertThat(admin.text()).contains("Changes saved");
            assertThat(admin.row("Groups")).contains("7b");

            admin.follow("Disable");
            admin.press("Disable");
            assertThat(admin.text()).contains("Account disabled");
            account(owner, person);
            assertThat(owner.status()).isEqualTo(403);
            assertThat(owner.text()).contains("Your account has been disabled. Ask your administrator");

            admin.follow("Enable");
            admin.press("Enable");
            assertThat(admin.text()).contains("Account enabled");
            account(owner, person);
            assertThat(owner.row("Name")).contains("Renamed");
            admin.follow("Sign out everywhere");
            admin.press("Sign out everywhere");
            assertThat(admin.text()).contains("Signed out everywhere");
            owner.open(demo.provider().resolve("/account"));
            assertThat(owner.heading()).isEqualTo("Sign in");
        }
    }

    /** Ten wrong codes lock the account, the right one included; an administrator opens it before the time is over. */
    void unlock(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        AuthenticatorApp app = AuthenticatorApp.ofJourneys();
        try (Visitor owner = browsers.get()) {
            for (int round = 0; round < 2; round++) {
                account(owner, person);
                for (int wrong = 0; wrong < 5; wrong++) {
                    owner.enter(app.wrongCode());
                }
            }
            account(owner, person);
            owner.enter(app.code());
            assertThat(owner.text()).contains("Try again in");
            try (Visitor admin = browsers.get()) {
                new Administration(demo).openUser(admin, Person.ADMIN, person);
                assertThat(admin.text()).contains("Too many wrong passwords or codes: this account is locked for now.");
                admin.follow("Unlock");
                admin.press("Unlock");
                assertThat(admin.text()).contains("Account unlocked").doesNotContain("locked for now");
            }
            owner.enter(app.code());
            assertThat(owner.heading()).isEqualTo("Profile");
        }
    }

    private void account(Visitor visitor, Person person) {
        visitor.open(demo.provider().resolve("/account"));
        visitor.signIn(person);
    }
}
