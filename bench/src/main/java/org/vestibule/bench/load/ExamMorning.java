package org.vestibule.bench.load;

import java.util.List;

import io.gatling.javaapi.core.PopulationBuilder;

import static io.gatling.javaapi.core.CoreDsl.*;

/**
 * The start of an exam: all learners sign in within a minute, everybody gets in, and meanwhile the platforms of those who
 * are in already go on asking.
 */
public final class ExamMorning extends ProviderSimulation {

    private static final int PAUSE_SECONDS = 1;

    public ExamMorning() {
        SignIn signIn = signIn();
        PopulationBuilder arriving = scenario("learners who arrive")
                .exec(signIn.steps())
                .injectOpen(rampUsers(settings.learners()).during(settings.duration()));
        PopulationBuilder present = scenario("learners who are in")
                .exec(signIn.steps())
                .during(settings.duration())
                .on(exec(tokens.userInfo())
                        .exec(tokens.refresh())
                        .exitHereIfFailed()
                        .pause(PAUSE_SECONDS))
                .injectOpen(atOnceUsers(settings.concurrency()));
        run(
                "refresh",
                List.of(arriving, present),
                details(SignIn.LAST_STEP)
                        .successfulRequests()
                        .count()
                        .is((long) settings.learners() + settings.concurrency()));
    }
}
