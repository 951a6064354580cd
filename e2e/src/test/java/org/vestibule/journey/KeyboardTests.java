package org.vestibule.journey;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.vestibule.demo.RunningDemo;

import static org.assertj.core.api.Assertions.assertThat;

/** The journeys by keyboard alone (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 3.3.1), in Chromium. */
class KeyboardTests {

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    private final RunningDemo demo = RunningDemo.get();
    private final HowToWalk howTo = new HowToWalk(demo, this::visitor);
    private final PeopleWalk people = new PeopleWalk(demo, this::visitor);

    @Test
    void googleAuthenticatorWhenSetUpByKeyboardThenAskedAtTheLms() {
        howTo.withGoogleAuthenticator(Person.of("kim"));
    }

    @Test
    void textMessagesWhenSetUpByKeyboardThenAskedAtTheLms() {
        howTo.withTwilio(Person.of("kara"), new Phone("+12025550171", demo.provider()));
    }

    @Test
    void accountWhenMadeByKeyboardThenItsOwnerChoosesThePassword() {
        people.firstVisit("newcomer3");
    }

    @Test
    void appsWhenRenamedAddedAndRemovedByKeyboardThenEachSignsInUntilThen() {
        people.secondApp(Person.of("karl"));
    }

    @Test
    void sessionsWhenEndedByKeyboardThenSignedOut() {
        people.signedInElsewhere(Person.of("kira"));
    }

    @Test
    void signInWhenRefusedThenFocusIsAtTheErrorAndLeadsToItsField() {
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            visitor.type("Username", "nora");
            visitor.enterHere();
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.focus().unannouncedError()).isNull();
            visitor.followHere("Enter your password");
            assertThat(visitor.focus().name()).contains("Password");
        }
    }

    @Test
    void skipLinkWhenFollowedThenTheNextStopIsInThePage() {
        try (KeyboardVisitor visitor = visitor()) {
            visitor.open(demo.provider());
            visitor.signIn(Person.of("nora"));
            visitor.focus().move("Tab");
            assertThat(visitor.focus().name()).contains("Skip to main content");
            visitor.followHere("Skip to main content");
            visitor.focus().move("Tab");
            assertThat(visitor.screen().page().locator("main :focus").count()).isEqualTo(1);
        }
    }

    private KeyboardVisitor visitor() {
        return new KeyboardVisitor(CHROMIUM.visitor(ChromiumVisitor.desktop(), Locale.ENGLISH));
    }
}
