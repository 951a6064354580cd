package org.vestibule.journey;

import org.junit.jupiter.api.Test;
import org.vestibule.demo.RunningDemo;

/** The how-to without JavaScript: S01 to S26 of features.md. */
class HowToTests {

    private final RunningDemo demo = RunningDemo.get();
    private final HowToWalk howTo = new HowToWalk(demo, PlainVisitor::new);

    @Test
    void googleAuthenticatorWhenSetUpThenAskedAtTheLms_S05_S15() {
        howTo.withGoogleAuthenticator(Person.STUDENT);
    }

    @Test
    void twilioWhenSetUpThenAskedAtTheLms_S16_S26() {
        howTo.withTwilio(Person.TEACHER, new Phone("+12025550123", demo.provider()));
    }
}
