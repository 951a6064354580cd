package org.vestibule.bench.load;

import io.gatling.javaapi.core.ChainBuilder;

import static io.gatling.javaapi.core.CoreDsl.*;

/** What Gatling alone would not count as a failure of the run. */
final class Refusals {

    private Refusals() {}

    /** Ends the run with a failed entry in the report when the step before has not left its result. */
    static ChainBuilder unless(String attribute, String otherwise) {
        return doIf(session -> !session.contains(attribute))
                .then(exec(dummy(otherwise, 0).withSuccess(false)).exec(stopLoadGenerator(otherwise)))
                .exitHereIfFailed();
    }
}
