package org.vestibule.journey;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The how-to, sentence by sentence (features.md, section 1), walked in any browser. */
final class HowToWalk {

    private static final String PASSWORD_AND_MORE = "https://refeds.org/profile/mfa";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    HowToWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** "Setting up 2-factor Authentication using Google Authenticator". */
    void withGoogleAuthenticator(Person person) {
        Administration administration = new Administration(demo);
        administration.turnOff("Keep asking users who have set it up");
        AuthenticatorApp app;
        List<String> codes;
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider());
            visitor.signIn(person);
            // S10: nothing is shown while the service is off
            assertThat(visitor.sees("Enable 2-factor authentication")).isFalse();
            administratorChoosesGoogleAuthenticator();
            // S09: in force at once, also for who is signed in already
            visitor.open(demo.provider().resolve("/account"));
            // S11: next to the password field
            assertThat(visitor.row("Password")).contains("Enable 2-factor authentication");
            app = setUpApp(visitor, person);
            codes = saveRecoveryCodes(visitor);
            assertThat(visitor.text()).contains("2-factor authentication is on: Google Authenticator");
            assertThat(visitor.sees("Manage 2-factor authentication")).isTrue();
        }
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        signInAtTheLms(person, app);
    }

    // S06 to S09
    private void administratorChoosesGoogleAuthenticator() {
        try (Visitor admin = browsers.get()) {
            new Administration(demo).openSecurity(admin);
            assertThat(admin.heading()).isEqualTo("Security");
            admin.tick("Enable 2-factor authentication");
            admin.choose("Using a QR code service", "Google Authenticator");
            admin.choose("Using an SMS messaging service", "None");
            admin.press("Save");
            assertThat(admin.text()).contains("Settings saved");
            admin.open(demo.provider().resolve("/admin/settings/security"));
            assertThat(admin.value("Using a QR code service")).isEqualTo("Google Authenticator");
        }
    }

    // S12 to S14
    private AuthenticatorApp setUpApp(Visitor visitor, Person person) {
        visitor.follow("Enable 2-factor authentication");
        assertThat(visitor.heading()).isEqualTo("Set up Google Authenticator");
        AuthenticatorApp app = AuthenticatorApp.scan(visitor.qrCode());
        assertThat(app.label()).isEqualTo("Vestibule:" + person.username());
        visitor.type("6-digit code", app.wrongCode());
        visitor.press("Submit");
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.text())
                .contains("That code is not correct. Check it and try again")
                .contains("Your app already has the entry for Vestibule");
        visitor.type("6-digit code", app.code());
        visitor.press("Submit");
        return app;
    }

    private static List<String> saveRecoveryCodes(Visitor visitor) {
        assertThat(visitor.heading()).isEqualTo("Save your recovery codes");
        List<String> codes = visitor.recoveryCodes();
        visitor.press("Done");
        assertThat(visitor.text()).contains("Confirm that you have saved your recovery codes");
        visitor.tick("I have saved my recovery codes");
        visitor.press("Done");
        visitor.follow("Profile");
        return codes;
    }

    // S15, and S01: no token before both factors
    private void signInAtTheLms(Person person, AuthenticatorApp app) {
        try (Visitor visitor = browsers.get()) {
            openCourses(visitor, person);
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            assertThat(visitor.text()).contains("Open Google Authenticator");
            visitor.enter(app.code());
            assertThat(visitor.heading()).isEqualTo("Your courses");
            JsonNode claims = visitor.claims(demo.lms());
            assertProof(claims, "pwd", "otp", "mfa");
            refresh(visitor, claims);
            secondLmsAsksNothing(visitor, claims);
            visitor.open(demo.lms().resolve("/grades"));
            assertThat(visitor.heading()).isEqualTo("Grades");
            assertThat(visitor.text()).contains("Opened with password and Google Authenticator");
        }
    }

    private void openCourses(Visitor visitor, Person person) {
        visitor.open(demo.lms());
        visitor.follow("Sign in");
        assertThat(visitor.text()).contains("to continue to Sample LMS");
        visitor.signIn(person);
        assertThat(visitor.address().toString()).startsWith(demo.provider() + "/login/second-factor");
    }

    private void refresh(Visitor visitor, JsonNode before) {
        visitor.refreshTokens(demo.lms());
        JsonNode after = visitor.claims(demo.lms());
        for (String claim : List.of("sub", "sid", "amr", "acr", "auth_time", "aud", "iss")) {
            assertThat(after.get(claim)).as(claim).isEqualTo(before.get(claim));
        }
        assertThat(after.get("iat").asLong())
                .isGreaterThanOrEqualTo(before.get("iat").asLong());
    }

    private void secondLmsAsksNothing(Visitor visitor, JsonNode first) {
        visitor.open(demo.secondLms());
        visitor.follow("Sign in");
        assertThat(visitor.heading()).isEqualTo("Your courses");
        assertThat(visitor.address().toString()).startsWith(demo.secondLms().toString());
        JsonNode claims = visitor.claims(demo.secondLms());
        assertProof(claims, "pwd", "otp", "mfa");
        assertThat(claims.get("sid")).isEqualTo(first.get("sid"));
        assertThat(claims.get("sub")).isEqualTo(first.get("sub"));
    }

    /** "Setting up 2-factor Authentication using the Twilio SMS Service". */
    void withTwilio(Person person, Phone phone) {
        administratorChoosesTwilio();
        try (Visitor visitor = browsers.get()) {
            visitor.open(demo.provider());
            visitor.signIn(person);
            // S24: the same link
            visitor.follow("Enable 2-factor authentication");
            // S25: nothing to scan, a number to type
            assertThat(visitor.heading()).isEqualTo("Set up text messages");
            visitor.type("Mobile phone number", phone.number());
            visitor.press("Send code");
            assertThat(visitor.heading()).isEqualTo("Check your phone");
            visitor.type("6-digit code", phone.code());
            visitor.press("Submit");
            saveRecoveryCodes(visitor);
            assertThat(visitor.text()).contains("2-factor authentication is on: Text message");
        }
        try (Visitor visitor = browsers.get()) {
            openCourses(visitor, person);
            // S26: the same field, and where the code is
            assertThat(visitor.text()).contains("We sent a text message to +1 •••••" + lastTwoDigits(phone));
            visitor.enter(phone.code());
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertProof(visitor.claims(demo.lms()), "pwd", "sms", "mfa");
        }
        assertThat(phone.messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .matches("(?s)([0-9]{6}) is your Vestibule security code\\. Do not share it\\.\n\n"
                                + "@localhost #\\1"));
    }

    // S16 to S23
    private void administratorChoosesTwilio() {
        try (Visitor admin = browsers.get()) {
            new Administration(demo).openSecurity(admin);
            admin.tick("Enable 2-factor authentication");
            admin.choose("Using a QR code service", "None");
            admin.choose("Using an SMS messaging service", "Twilio");
            assertThat(admin.text()).contains("The ACCOUNT SID from your Twilio console");
            Administration.typeTwilio(admin);
            admin.press("Save");
            assertThat(admin.text()).contains("Settings saved").contains("A key is saved. Leave empty to keep it.");
            assertThat(admin.value("Service SID")).isEqualTo("AC0123456789abcdef0123456789abcdef");
            assertThat(admin.value("Service Key")).isEmpty();
            assertThat(admin.value("Service phone")).isEqualTo("+1234567890");
        }
    }

    private void assertProof(JsonNode claims, String... methods) {
        assertThat(claims.get("amr").valueStream().map(JsonNode::asString)).containsExactly(methods);
        assertThat(claims.get("acr").asString()).isEqualTo(PASSWORD_AND_MORE);
        assertThat(claims.get("auth_time").isIntegralNumber()).isTrue();
        assertThat(claims.get("sid").asString()).isNotBlank();
        assertThat(claims.get("aud").isString()).isTrue();
        assertThat(URI.create(claims.get("iss").asString())).isEqualTo(demo.provider());
    }

    private static String lastTwoDigits(Phone phone) {
        return phone.number().substring(phone.number().length() - 2);
    }
}
