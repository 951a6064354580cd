package org.vestibule.journey;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** What people can do, and cannot, between the password and the token. */
class SecondFactorTests {

    private static final String AXELS_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR";
    private static final String AZIZS_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJS";

    private final RunningDemo demo = RunningDemo.get();

    // S03: both services side by side
    @BeforeEach
    void offerBothServices() {
        new Administration(demo).offer("Google Authenticator", "Twilio");
    }

    @Test
    void passwordWhenFactorIsOwedThenNoOtherAddressJumpsOverIt_S01() {
        try (PlainVisitor visitor = new PlainVisitor()) {
            URI authorize = visitor.redirectOf(demo.lms().resolve("/oauth2/authorization/vestibule"));
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("anna"));
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            // a second tab, the other LMS, our own pages
            for (URI address : List.of(
                    authorize,
                    demo.secondLms().resolve("/oauth2/authorization/vestibule"),
                    demo.provider().resolve("/account"),
                    demo.provider().resolve("/account/two-factor/totp"))) {
                visitor.open(address);
                assertThat(visitor.heading()).as(address.toString()).isEqualTo("2-factor authentication");
            }
            assertThat(visitor.redirectOf(URI.create(authorize + "&prompt=none")))
                    .asString()
                    .startsWith(demo.lms().toString())
                    .contains("error=login_required")
                    .doesNotContain("code=");
            assertThat(visitor.download(demo.lms().resolve("/claims.json"))).doesNotContain("amr");
        }
    }

    @Test
    void codeWhenWrongOrUsedThenRefusedAndRightOneStillGood() {
        AuthenticatorApp app = AuthenticatorApp.withKey(AXELS_KEY);
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("axel"));
            visitor.enter("");
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.text()).contains("Enter the 6-digit code");
            visitor.enter("12345");
            assertThat(visitor.text()).contains("The code must be 6 numbers");
            visitor.enter(app.wrongCode());
            assertThat(visitor.text()).contains("That code is not correct. Check it and try again");
            // as people copy it, and in digits of another script
            visitor.enter(arabicIndic(app.code()));
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
        try (PlainVisitor thief = new PlainVisitor()) {
            thief.open(demo.provider());
            thief.signIn(Person.of("axel"));
            thief.enter(app.usedCode());
            assertThat(thief.status()).isEqualTo(422);
            assertThat(thief.text()).contains("That code has already been used. Wait for the next one");
        }
    }

    @Test
    void codesWhenFiveAreWrongThenBackToThePassword() {
        AuthenticatorApp app = AuthenticatorApp.withKey(AZIZS_KEY);
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("aziz"));
            for (int wrong = 1; wrong <= 5; wrong++) {
                visitor.enter(app.wrongCode());
            }
            assertThat(visitor.text()).contains("Too many incorrect codes. Sign in again");
            assertThat(visitor.hasField("6-digit code")).isFalse();
            visitor.signIn(Person.of("aziz"));
            visitor.enter(app.code());
            assertThat(visitor.heading()).isEqualTo("Your courses");
        }
    }

    @Test
    void methodsWhenBothAreSetUpThenPreferredFirstAndOtherOneClickAway_S03_S04() {
        Person person = Person.of("both");
        Phone phone = new Phone("+12025550131", demo.provider());
        AuthenticatorApp app;
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.provider());
            visitor.signIn(person);
            visitor.follow("Enable 2-factor authentication");
            // S25: with both services on, the set-up offers both
            assertThat(visitor.heading()).isEqualTo("Set up 2-factor authentication");
            visitor.tick("Google Authenticator");
            visitor.press("Continue");
            app = AuthenticatorApp.scan(visitor.qrCode());
            visitor.type("6-digit code", app.code());
            visitor.press("Submit");
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            visitor.follow("Set up");
            visitor.type("Mobile phone number", phone.number());
            visitor.press("Send code");
            visitor.type("6-digit code", phone.code());
            visitor.press("Submit");
            assertThat(visitor.text()).contains("Text messages are on");
            visitor.tick("Text message");
            visitor.press("Save");
            assertThat(visitor.text()).contains("Your preferred method has been saved");
        }
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            assertThat(visitor.text()).contains("We sent a text message to +1 •••••31");
            visitor.enter(phone.code());
            assertThat(visitor.text()).contains("password and a text message").contains("(pwd, sms, mfa)");
        }
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            visitor.follow("Try another way");
            visitor.follow("Google Authenticator Get a code from the app on your phone");
            visitor.enter(app.code());
            assertThat(visitor.text())
                    .contains("password and Google Authenticator")
                    .contains("(pwd, otp, mfa)");
        }
        assertThat(phone.messages()).hasSize(3);
    }

    @Test
    void recoveryCodeWhenPhoneIsLostThenGoodOnce() {
        Person person = Person.of("rita");
        String code = recoveryCodeOf(person);
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(person);
            useRecoveryCode(visitor, code);
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.text()).contains("password and a recovery code").contains("(pwd, mfa)");
            assertThat(visitor.claims(demo.lms()).get("acr").asString()).isEqualTo("https://refeds.org/profile/mfa");
        }
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.provider());
            visitor.signIn(person);
            useRecoveryCode(visitor, code);
            assertThat(visitor.text()).contains("That code has already been used. Use another one");
        }
    }

    private String recoveryCodeOf(Person person) {
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.provider());
            visitor.signIn(person);
            visitor.follow("Enable 2-factor authentication");
            visitor.tick("Google Authenticator");
            visitor.press("Continue");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            return visitor.recoveryCodes().get(3);
        }
    }

    // as people type it: without dashes, in small letters
    private static void useRecoveryCode(PlainVisitor visitor, String code) {
        visitor.follow("Try another way");
        visitor.follow("Recovery code Use one of the codes you saved");
        visitor.type("Recovery code", code.replace("-", "").toLowerCase(Locale.ROOT));
        visitor.press("Sign in");
    }

    private static String arabicIndic(String code) {
        StringBuilder typed = new StringBuilder();
        code.chars().map(digit -> digit - '0' + '\u0660').forEach(typed::appendCodePoint);
        return typed.insert(3, ' ').toString();
    }
}
