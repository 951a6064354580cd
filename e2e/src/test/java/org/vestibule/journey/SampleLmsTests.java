package org.vestibule.journey;

import java.net.URI;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.demo.RunningDemo;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** The visitor's way between the sample LMSs and the provider. */
class SampleLmsTests {

    private static final String ALMAS_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJU";

    private final RunningDemo demo = RunningDemo.get();

    @BeforeEach
    void offerTheApp() {
        new Administration(demo).offer("Google Authenticator", "None");
    }

    @Test
    void gradesWhenNoFactorIsSetUpThenLedToTheAccountAndBack() {
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/grades"));
            visitor.signIn(Person.of("ulla"));
            assertThat(visitor.status()).isEqualTo(403);
            assertThat(visitor.heading()).isEqualTo("You need 2-factor authentication for this page");
            assertThat(visitor.claims(demo.lms()).get("acr").asString()).isEqualTo("https://refeds.org/profile/sfa");
            visitor.follow("Go to your account");
            visitor.follow("Enable 2-factor authentication");
            visitor.type("6-digit code", AuthenticatorApp.scan(visitor.qrCode()).code());
            visitor.press("Submit");
            visitor.tick("I have saved my recovery codes");
            visitor.press("Done");
            visitor.open(demo.lms().resolve("/grades"));
            assertThat(visitor.heading()).isEqualTo("Grades");
            assertThat(visitor.text()).contains("Opened with password and Google Authenticator");
        }
    }

    @Test
    void signInWhenCancelledThenPageSaysSo() {
        try (PlainVisitor visitor = new PlainVisitor()) {
            String asked = visitor.redirectOf(demo.lms().resolve("/oauth2/authorization/vestibule"))
                    .getQuery();
            String state = asked.replaceFirst(".*state=([^&]+).*", "$1");
            visitor.open(URI.create(demo.lms() + "/login/oauth2/code/vestibule?error=access_denied&iss="
                    + demo.provider() + "&state=" + state));
            assertThat(visitor.heading()).isEqualTo("You did not sign in");
            assertThat(visitor.text()).contains("The sign-in was cancelled. Nothing has changed.");
            visitor.follow("Try again");
            assertThat(visitor.heading()).isEqualTo("Sign in");
        }
    }

    @Test
    void signOutWhenHereThenSingleSignOnStaysAndWhenEverywhereThenItEnds() {
        AuthenticatorApp app = AuthenticatorApp.withKey(ALMAS_KEY);
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("alma"));
            visitor.enter(app.code());
            visitor.press("Sign out here");
            assertThat(visitor.sees("Sign in")).isTrue();
            assertThat(visitor.download(demo.lms().resolve("/claims.json"))).doesNotContain("amr");
            visitor.open(demo.lms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Your courses");
            visitor.press("Sign out everywhere");
            assertThat(visitor.address()).isEqualTo(demo.lms().resolve("/"));
            visitor.open(demo.lms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Sign in");
        }
    }

    @Test
    void accountWhenSignedOutThenItSaysSoAndAsksAgain() {
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("nora"));
            visitor.press("Sign out");
            assertThat(visitor.heading()).isEqualTo("You are signed out");
            visitor.open(demo.provider().resolve("/account"));
            assertThat(visitor.heading()).isEqualTo("Sign in");
        }
    }

    /** OID-15: signed out at one LMS means signed out at the other, which was told by the provider (back-channel logout). */
    @Requirement("OID-15")
    @Test
    void signOutWhenEverywhereThenBothLmssAndTheProviderHaveEnded() {
        try (PlainVisitor visitor = new PlainVisitor()) {
            visitor.open(demo.lms().resolve("/courses"));
            visitor.signIn(Person.of("olga"));
            visitor.open(demo.secondLms().resolve("/courses"));
            assertThat(visitor.heading()).isEqualTo("Your courses");
            assertThat(visitor.claims(demo.secondLms()).get("sid"))
                    .isEqualTo(visitor.claims(demo.lms()).get("sid"));
            visitor.open(demo.lms().resolve("/courses"));
            visitor.press("Sign out everywhere");
            assertThat(visitor.statusOf(demo.lms().resolve("/claims.json"))).isEqualTo(401);
            assertThat(visitor.statusOf(demo.secondLms().resolve("/claims.json")))
                    .isEqualTo(401);
            visitor.open(demo.provider().resolve("/account"));
            assertThat(visitor.heading()).isEqualTo("Sign in");
        }
    }
}
