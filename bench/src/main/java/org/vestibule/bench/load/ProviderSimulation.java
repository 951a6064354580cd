package org.vestibule.bench.load;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.vestibule.bench.people.Learner;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;

/** What all simulations have in common: the settings, the requests, and that nothing may fail. */
abstract class ProviderSimulation extends Simulation {

    final LoadSettings settings = LoadSettings.fromSystemProperties();
    final TokenRequests tokens = new TokenRequests(settings);

    private boolean peopleSignIn;

    /** A code of the run before may still be spent: whoever signs in begins with a fresh time step. */
    @Override
    public final void before() {
        begin();
        if (peopleSignIn) {
            Learner.awaitNextCode(Clock.systemUTC());
        }
    }

    /** What a simulation does before the first virtual user comes. */
    void begin() {}

    final SignIn signIn() {
        peopleSignIn = true;
        return new SignIn(settings, tokens);
    }

    /** @param mustHappen request without whose success the run has shown nothing */
    final void run(String mustHappen, List<PopulationBuilder> populations, Assertion... further) {
        List<Assertion> assertions = new ArrayList<>(List.of(further));
        assertions.add(global().failedRequests().count().is(0L));
        assertions.add(details(mustHappen).successfulRequests().count().gt(0L));
        setUp(populations).protocols(protocol()).assertions(assertions);
    }

    /** A fixed number of virtual users, each replaced when done, or a fixed rate of arrivals. */
    final PopulationBuilder steady(String name, ChainBuilder steps) {
        ScenarioBuilder scenario = scenario(name).exec(steps);
        return settings.rate() > 0
                ? scenario.injectOpen(constantUsersPerSec(settings.rate()).during(settings.duration()))
                : scenario.injectClosed(
                        constantConcurrentUsers(settings.concurrency()).during(settings.duration()));
    }

    /** A fixed number of people who sign in once, then do one thing again and again. */
    final PopulationBuilder signedIn(String name, ChainBuilder steps) {
        return scenario(name)
                .exec(signIn().steps())
                .during(settings.duration())
                .on(exec(steps).exitHereIfFailed())
                .injectOpen(atOnceUsers(settings.concurrency()));
    }

    private HttpProtocolBuilder protocol() {
        return http.baseUrl(settings.issuer().toString())
                .acceptHeader("text/html,application/json;q=0.9,*/*;q=0.8")
                .acceptLanguageHeader("en")
                .userAgentHeader("vestibule-bench")
                // Gatling's own warm-up calls its maker's site
                .disableWarmUp();
    }
}
