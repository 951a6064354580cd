package org.vestibule.journey;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** The ways in when the usual one is closed: another method, a recovery code, a clock that is wrong; walked in any browser. */
final class WayInWalk {

    private static final String RECOVERY_CODE = "Recovery code Use one of the codes you saved";
    private static final String NO_ACCESS = "I can\u2019t use my method";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    WayInWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** The phone's clock is behind: the page says so, and the code stays wrong. */
    void wrongClock(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        AuthenticatorApp app = AuthenticatorApp.ofJourneys();
        try (Visitor visitor = browsers.get()) {
            atSecondFactor(visitor, person);
            visitor.enter(app.behind(Duration.ofMinutes(3)).code());
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.text())
                    .contains("That code is not correct. Check it and try again")
                    .containsPattern(
                            "The time on your phone is about [34] minutes behind\\. Set the date and time auto");
            visitor.open(demo.lms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            visitor.enter(app.code());
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    /** The phone is lost: a recovery code leads to the LMS, and the lost app is replaced by one on a new phone. */
    void lostPhone(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        AuthenticatorApp lost = AuthenticatorApp.ofJourneys();
        String code = recoveryCodes(person, lost).get(0);
        AuthenticatorApp found;
        try (Visitor visitor = browsers.get()) {
            atSecondFactor(visitor, person);
            visitor.follow(NO_ACCESS);
            assertThat(visitor.heading()).isEqualTo(NO_ACCESS);
            assertThat(visitor.text())
                    .contains("You can use one of these instead:")
                    .contains("Ask your administrator to reset 2-factor authentication.")
                    .doesNotContain("Get a code from the app on your phone");
            visitor.follow("Back to the code");
            assertThat(visitor.hasField("6-digit code")).isTrue();
            useRecoveryCode(visitor, code);
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.claims(demo.lms()).get("amr").toString()).isEqualTo("[\"pwd\",\"mfa\"]");
            visitor.refreshTokens(demo.lms());
            assertThat(visitor.claims(demo.lms()).get("amr").toString()).isEqualTo("[\"pwd\",\"mfa\"]");
            visitor.open(demo.provider().resolve("/account/two-factor"));
            visitor.follow("Replace");
            found = AuthenticatorApp.scan(visitor.qrCode());
            visitor.type("6-digit code", found.code());
            visitor.press("Submit");
            assertThat(visitor.text()).contains("Google Authenticator is on");
        }
        Mailbox mailbox = new Mailbox(demo.provider());
        assertThat(mailbox.await(person.address(), "A recovery code of your Vestibule account was used"))
                .contains("You have 9 left.");
        try (Visitor visitor = browsers.get()) {
            atSecondFactor(visitor, person);
            visitor.enter(lost.code());
            assertThat(visitor.text()).contains("That code is not correct");
            visitor.enter(found.code());
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    /** Warned when three codes are left, and kept back for new ones when none is. */
    void fewRecoveryCodes(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        List<String> codes = recoveryCodes(person, AuthenticatorApp.ofJourneys());
        for (String code : codes.subList(0, 7)) {
            try (Visitor visitor = new PlainVisitor()) {
                atSecondFactor(visitor, person);
                useRecoveryCode(visitor, code);
            }
        }
        for (String code : codes.subList(7, 9)) {
            try (Visitor visitor = browsers.get()) {
                atSecondFactor(visitor, person);
                useRecoveryCode(visitor, code);
                assertThat(visitor.text()).containsPattern("Only (2|1) recovery codes? (is|are) left");
                visitor.follow("Continue without new codes");
                assertThat(visitor.heading()).isEqualTo("Your courses");
            }
        }
        try (Visitor visitor = browsers.get()) {
            atSecondFactor(visitor, person);
            useRecoveryCode(visitor, codes.get(9));
            assertThat(visitor.text()).contains("No recovery code is left.");
            assertThat(visitor.sees("Continue without new codes")).isFalse();
            visitor.open(demo.lms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Recovery codes");
            visitor.press("Create new codes");
            assertThat(visitor.recoveryCodes()).hasSize(10).doesNotContainAnyElementsOf(codes);
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    /** Two methods: the other one is offered, with what the person can do there, and the preferred one comes first. */
    void chooser(Person person, Phone phone) {
        new Administration(demo).offer("Google Authenticator", "Twilio");
        AuthenticatorApp app = AuthenticatorApp.ofJourneys();
        String masked = "+1 \u2022\u2022\u2022\u2022\u2022"
                + phone.number().substring(phone.number().length() - 2);
        try (Visitor visitor = browsers.get()) {
            atSecondFactor(visitor, person);
            assertThat(visitor.text()).contains("Open Google Authenticator");
            visitor.follow("Try another way");
            assertThat(visitor.heading()).isEqualTo("Try another way");
            visitor.press("Text message Get a code at " + masked);
            visitor.enter(phone.code());
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.claims(demo.lms()).get("amr").toString()).isEqualTo("[\"pwd\",\"sms\",\"mfa\"]");
            visitor.open(demo.provider().resolve("/account/two-factor"));
            visitor.tick("Text message");
            visitor.press("Save");
            assertThat(visitor.text()).contains("Your preferred method has been saved");
        }
        try (Visitor visitor = browsers.get()) {
            atSecondFactor(visitor, person);
            assertThat(visitor.text()).contains(masked);
            visitor.follow("Try another way");
            visitor.follow("Google Authenticator Get a code from the app on your phone");
            visitor.enter(app.code());
            assertThat(visitor.claims(demo.lms()).get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        }
    }

    /** Text messages were the only method, and were turned off: a code by mail leads to the set-up of the app. */
    void methodTurnedOff(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        confirmByMailAndSetUp(person);
    }

    /** Must use a second factor, and was not here for a long time: the password alone does not set it up. */
    void longAway(Person person) {
        Administration administration = new Administration(demo);
        administration.offer("Google Authenticator", "None");
        demo.letAccountRest(person.username(), Duration.ofDays(100));
        administration.require("away");
        try {
            new Mailbox(demo.provider()).await(person.address(), "The rules for signing in to Vestibule have changed");
            confirmByMailAndSetUp(person);
        } finally {
            administration.require(null);
        }
    }

    private void confirmByMailAndSetUp(Person person) {
        try (Visitor visitor = browsers.get()) {
            atSecondFactor(visitor, person);
            assertThat(visitor.text()).contains("Before you set up a second factor, we make sure that it is you.");
            visitor.open(demo.provider().resolve("/account"));
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            visitor.open(demo.lms().resolve("/courses"));
            visitor.enter(new Mailbox(demo.provider()).code(person.address(), "Your code for Vestibule"));
            assertThat(visitor.heading()).isEqualTo("Set up Google Authenticator");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            if (visitor.heading().equals("Save your recovery codes")) {
                visitor.tick("I have saved my recovery codes");
                visitor.press("Done");
            }
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.claims(demo.lms()).get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
        }
    }

    /** Goes to the LMS and gives the password. */
    private void atSecondFactor(Visitor visitor, Person person) {
        visitor.open(demo.lms().resolve("/courses"));
        visitor.signIn(person);
        assertThat(visitor.heading()).isEqualTo("2-factor authentication");
    }

    /** Has ten of them made. */
    private List<String> recoveryCodes(Person person, AuthenticatorApp app) {
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider().resolve("/account/two-factor/recovery-codes"));
            visitor.signIn(person);
            visitor.enter(app.code());
            visitor.press("Create new codes");
            List<String> codes = visitor.recoveryCodes();
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            assertThat(visitor.text()).contains("Your recovery codes are saved");
            return codes;
        }
    }

    // as people type it: without dashes, in small letters
    private static void useRecoveryCode(Visitor visitor, String code) {
        visitor.follow(NO_ACCESS);
        visitor.follow(RECOVERY_CODE);
        visitor.type("Recovery code", code.replace("-", " ").toLowerCase(Locale.ROOT));
        visitor.press("Sign in");
    }
}
