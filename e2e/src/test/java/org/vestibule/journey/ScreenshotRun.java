package org.vestibule.journey;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vestibule.demo.RunningDemo;

/**
 * Makes the pictures in {@code docs/screenshots}: {@code ./mvnw verify -Dtest=ScreenshotRun -Dscreenshots=true
 * -Dsurefire.failIfNoSpecifiedTests=false}. Those in other languages stay in {@code e2e/target/screenshots}. What they show
 * belongs to a demo that is gone.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotRun {

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    private final RunningDemo demo = RunningDemo.get();
    private final Screenshots lms = new Screenshots(Path.of("../docs/screenshots/lms"));

    static Stream<Traveller> travellers() {
        return Traveller.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void pagesOfLearners(Traveller traveller) {
        Screenshots pictures = pictures(traveller);
        new Tour(demo, pictures, traveller, this::visitor).walk();
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void pagesOfAdministrators(Traveller traveller) {
        new AdministrationTour(demo, pictures(traveller), traveller, this::visitor).walk();
    }

    @Test
    void sampleLms() {
        Person anna = Person.of("anna");
        AuthenticatorApp app = AuthenticatorApp.withKey("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        try (ChromiumVisitor visitor = visitor(Locale.ENGLISH)) {
            visitor.open(demo.lms());
            lms.take(visitor, "start");
            visitor.follow("Sign in");
            visitor.signIn(anna);
            visitor.enter(app.code());
            lms.take(visitor, "courses");
            visitor.follow("Grades");
            lms.take(visitor, "grades");
            visitor.follow("How you signed in");
            visitor.unfold("Claims of your ID token");
            lms.take(visitor, "how-you-signed-in");
            visitor.press("Refresh now");
            lms.take(visitor, "refreshed");
            visitor.open(demo.lms().resolve("/sign-in/failed?reason=cancelled&reference=0000-0000"));
            lms.take(visitor, "sign-in-cancelled");
            visitor.open(demo.lms().resolve("/no-such-page"));
            lms.take(visitor, "not-found");
            visitor.open(demo.secondLms());
            visitor.follow("Sign in");
            lms.take(visitor, "second-lms-courses");
        }
        try (ChromiumVisitor visitor = visitor(Locale.ENGLISH)) {
            visitor.open(URI.create(demo.lms() + "/grades"));
            visitor.signIn(Person.TEACHER);
            lms.take(visitor, "grades-refused");
        }
    }

    private static Screenshots pictures(Traveller traveller) {
        return new Screenshots(
                traveller.language().equals(Locale.ENGLISH)
                        ? Path.of("../docs/screenshots/idp")
                        : Path.of("target/screenshots/" + traveller));
    }

    private ChromiumVisitor visitor(Locale language) {
        return CHROMIUM.visitor(ChromiumVisitor.desktop().setDeviceScaleFactor(1), language);
    }
}
