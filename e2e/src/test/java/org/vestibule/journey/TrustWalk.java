package org.vestibule.journey;

import java.util.function.Supplier;

import org.vestibule.demo.RunningDemo;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser that need not ask for the code every day (MFA-12), walked in any browser. */
final class TrustWalk {

    private static final String TRUST = "Trust this browser";
    private static final String TRUSTED = "/account/trusted-browsers";

    private final RunningDemo demo;
    private final Supplier<Visitor> browsers;

    TrustWalk(RunningDemo demo, Supplier<Visitor> browsers) {
        this.demo = demo;
        this.browsers = browsers;
    }

    /** Off until an administrator allows it; then ticked once, and honest about it, until it is removed. */
    void trustedBrowser(Person person) {
        new Administration(demo).offer("Google Authenticator", "None");
        AuthenticatorApp app = AuthenticatorApp.ofJourneys();
        try (Visitor visitor = browsers.get()) {
            courses(visitor, person);
            assertThat(visitor.hasField(TRUST)).isFalse();
            allow("7");
            visitor.open(demo.lms().resolve("/courses"));
            visitor.tick(TRUST);
            visitor.enter(app.code());
            assertThat(amr(visitor)).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
            visitor.press("Sign out everywhere");

            courses(visitor, person);
            assertThat(visitor.heading()).isEqualTo("Your courses");
            JsonNode claims = visitor.claims(demo.lms());
            assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\"]");
            assertThat(claims.get("acr").asString()).isEqualTo("https://refeds.org/profile/sfa");
            visitor.refreshTokens(demo.lms());
            assertThat(amr(visitor)).isEqualTo("[\"pwd\"]");

            // what is sensitive asks as ever
            visitor.open(demo.provider().resolve("/account/password"));
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            remove(visitor);
            // this very sign-in stood on it
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
            visitor.enter(app.code());
            assertThat(visitor.text()).contains("You trust no browser.");
            visitor.open(demo.lms().resolve("/courses"));
            visitor.press("Sign out everywhere");
            courses(visitor, person);
            assertThat(visitor.heading()).isEqualTo("2-factor authentication");
        } finally {
            allow("0");
        }
    }

    private void courses(Visitor visitor, Person person) {
        visitor.open(demo.lms().resolve("/courses"));
        visitor.signIn(person);
    }

    private String amr(Visitor visitor) {
        return visitor.claims(demo.lms()).get("amr").toString();
    }

    private void remove(Visitor visitor) {
        visitor.open(demo.provider().resolve("/account"));
        visitor.follow("Trusted browsers");
        assertThat(visitor.address()).isEqualTo(demo.provider().resolve(TRUSTED));
        visitor.press("Remove");
    }

    private void allow(String days) {
        try (Visitor admin = browsers.get()) {
            new Administration(demo).openSecurity(admin);
            admin.follow("Let people trust a browser");
            admin.type("Let people trust a browser", days);
            admin.press("Save");
            assertThat(admin.text()).contains("Settings saved");
        }
    }
}
