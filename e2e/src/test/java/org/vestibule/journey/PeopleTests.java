package org.vestibule.journey;

import org.junit.jupiter.api.Test;
import org.vestibule.demo.RunningDemo;

/** What people do beside the how-to, without JavaScript. */
class PeopleTests {

    private final PeopleWalk people = new PeopleWalk(RunningDemo.get(), PlainVisitor::new);

    @Test
    void accountWhenMadeByAnAdministratorThenItsOwnerChoosesThePassword() {
        people.firstVisit("newcomer");
    }

    @Test
    void passwordWhenForgottenThenANewOneIsChosenByMail_PWD15() {
        people.forgottenPassword(Person.of("fred"));
    }

    @Test
    void appWhenOnTwoDevicesThenEachSignsInUntilRemoved_TOTP10() {
        people.secondApp(Person.of("dora"));
    }

    @Test
    void secondFactorWhenRequiredThenSetUpBeforeAnyToken_MFA10() {
        people.mustUse(Person.of("moritz"));
    }

    @Test
    void computerWhenSharedThenNothingIsLeftForTheNextLearner_OID15() {
        new LabWalk(RunningDemo.get(), PlainVisitor::new).nextLearner(Person.of("ludo"), Person.of("lola"), "Room 12");
    }

    @Test
    void sessionsWhenEndedFromElsewhereThenSignedOut() {
        people.signedInElsewhere(Person.of("lena"));
    }
}
