package org.vestibule.journey;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** How much it takes a new user to set up both methods. */
class EnrolmentTests {

    /** At five seconds each, which is slow, that is two minutes. */
    private static final int TWO_MINUTES = 24;

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    private final RunningDemo demo = RunningDemo.get();

    @Test
    void methodsWhenBothAreSetUpByANewUserThenTwoMinutesAreEnough(TestReporter reporter) {
        new Administration(demo).offer("Google Authenticator", "Twilio");
        Phone phone = new Phone("+12025550173", demo.provider());
        Counted counted = new Counted();
        try (Visitor visitor = counted.watch(CHROMIUM.visitor(ChromiumVisitor.desktop(), Locale.ENGLISH))) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("nils"));
            visitor.follow("Enable 2-factor authentication");
            visitor.tick("Google Authenticator");
            visitor.press("Continue");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            visitor.follow("Set up");
            visitor.type("Mobile phone number", phone.number());
            visitor.press("Send code");
            visitor.type("6-digit code", phone.code());
            visitor.press("Submit");
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            visitor.follow("Profile");
            assertThat(visitor.text()).contains("2-factor authentication is on: Google Authenticator and text message");
        }
        reporter.publishEntry("both methods set up", counted.actions() + " actions, " + counted.pages() + " pages");
        assertThat(counted.actions()).isLessThanOrEqualTo(TWO_MINUTES);
    }
}
