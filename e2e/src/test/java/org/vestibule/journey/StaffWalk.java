package org.vestibule.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** What administrators and the help desk do every day, walked in any browser. */
final class StaffWalk {

    private static final String RESET = "Reset 2-factor authentication";
    private static final String REASON = "Phone stolen, recognised in person";
    private static final Pattern CODE = Pattern.compile("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}");

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;
    private final Mailbox mailbox;

    StaffWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
        mailbox = new Mailbox(demo.provider());
    }

    /** Nothing is left but the administrator, who gives a reason; the audit log knows it, and the person gets in again. */
    void resetFactors(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            visitor.follow("I can\u2019t use my method");
            assertThat(visitor.text())
                    .contains("No other method is set up for you, and you have no recovery codes left.")
                    .contains("Ask your administrator to reset 2-factor authentication.");
        }
        try (Visitor admin = browsers.get()) {
            new Administration(demo).openUser(admin, Person.ADMIN, person);
            admin.follow(RESET);
            admin.press(RESET);
            assertThat(admin.status()).isEqualTo(422);
            assertThat(admin.text()).contains("Enter the reason");
            admin.type("Reason", REASON);
            admin.press(RESET);
            assertThat(admin.text()).contains("2-factor authentication reset. The set-up code is on its way by mail");
            auditLog(admin, person);
        }
        mailbox.await(person.address(), "2-factor authentication of your Vestibule account was reset");
        backIn(person);
    }

    private void auditLog(Visitor admin, Person person) {
        admin.follow("Audit log");
        admin.type("User", person.username());
        admin.choose("Event", "2-factor authentication of a person reset");
        admin.press("Show");
        assertThat(admin.text())
                .contains("2-factor authentication of a person reset")
                .contains("127.0.0.1");
        String csv = admin.download(admin.link("Export CSV"));
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains("person.factors-reset").contains(REASON);
        admin.choose("Event", "All");
        admin.press("Show");
        assertThat(admin.text()).contains("Entered the right password");
        admin.type("From", "2099-01-01");
        admin.press("Show");
        assertThat(admin.text()).contains("No entries found");
    }

    private void backIn(Person person) {
        Matcher code =
                CODE.matcher(mailbox.await(person.address(), "Set up 2-factor authentication for Vestibule again"));
        assertThat(code.find()).isTrue();
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            visitor.type("Set-up code", code.group());
            visitor.press("Sign in");
            assertThat(visitor.heading()).isEqualTo("Set up Google Authenticator");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.claims(demo.lms()).get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        }
    }

    /** May let learners in again, and nobody who has a role. */
    void helpDesk(Person helper, Person learner, Person auditor) {
        try (Visitor desk = browsers.get()) {
            new Administration(demo).openUser(desk, helper, learner);
            assertThat(desk.sees(RESET)).isTrue();
            assertThat(desk.sees("Edit")).isFalse();
            assertThat(desk.sees("System settings")).isFalse();
            new Administration(demo).showUser(desk, auditor);
            assertThat(desk.sees(RESET)).isFalse();
            URI page = desk.address();
            desk.open(URI.create(page.toString().replaceAll("\\?.*", "") + "/reset-two-factor"));
            assertThat(desk.status()).isEqualTo(403);
            assertThat(desk.heading()).isEqualTo("You do not have access to this page");
            desk.open(demo.provider().resolve("/admin/settings/security"));
            assertThat(desk.status()).isEqualTo(403);
        }
    }

    /** Compared first, then imported, and the newcomers choose their passwords. */
    void roster(String mark) {
        Path file = file(mark, """
                username,email,givenName,familyName,groups
                %1$s-ida,%1$s-ida@example.org,Ida,Roster,7b
                %1$s-ivo,%1$s-ivo@example.org,Ivo,Roster,7b|8c
                =1+1,,Formula,,
                """.formatted(mark));
        try (Visitor admin = browsers.get()) {
            admin.open(demo.provider().resolve("/admin/users"));
            admin.signIn(Person.ADMIN);
            admin.follow("Import a roster");
            admin.upload("File", file);
            admin.tick("The addresses in this file are confirmed");
            admin.tick("Send activation links");
            admin.press("Compare");
            assertThat(admin.text())
                    .contains("Nothing has changed yet. This comparison can be imported within an hour.")
                    .contains(mark + "-ida")
                    .contains("Remove the sign =, +, - or @ at the beginning of username");
            assertThat(admin.row("New")).contains("2");
            URI comparison = admin.address();
            admin.open(demo.provider().resolve("/admin/users?q=" + mark));
            assertThat(admin.text()).contains("No users found");
            admin.open(comparison);
            admin.press("Import");
            // the links leave after the accounts were made
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                admin.open(comparison);
                assertThat(admin.text()).contains("The roster has been imported.");
            });
            assertThat(admin.row("Created")).contains("2");
            admin.open(demo.provider().resolve("/admin/users?q=" + mark));
            assertThat(admin.text()).contains("2 users found").contains("Ida Roster");
        }
        Person newcomer = new Person(mark + "-ida", "eleven blue boats under snow");
        try (Visitor visitor = browsers.get()) {
            visitor.open(mailbox.link(newcomer.address(), "Activate your Vestibule account"));
            visitor.type("New password", newcomer.password());
            visitor.press("Save password");
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(newcomer);
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    private static Path file(String name, String content) {
        try {
            Path file = Files.createTempFile(name, ".csv");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
