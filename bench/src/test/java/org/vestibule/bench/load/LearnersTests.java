package org.vestibule.bench.load;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.vestibule.bench.people.Learner;
import org.vestibule.bench.people.Person;

import static org.assertj.core.api.Assertions.assertThat;

class LearnersTests {

    // RFC 6238, appendix B: at 59 seconds the 8-digit code of this secret is 94287082
    private static final Person RFC = new Person("one", "password", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    private static final Instant SECOND_59 = Instant.ofEpochSecond(59);

    private final Learners learners = new Learners(List.of(RFC));

    @Test
    void codeWhenTimeOfTheSpecificationThenItsCode() {
        assertThat(new Learner(RFC).code(SECOND_59)).isEqualTo("287082");
    }

    @Test
    void takeWhenCodeOfThisStepUsedThenNobodyUntilTheNext() {
        Learner one = learners.take(SECOND_59).orElseThrow();
        assertThat(learners.take(SECOND_59)).isEmpty();

        one.code(SECOND_59);
        learners.giveBack(one);

        assertThat(learners.take(SECOND_59)).isEmpty();
        assertThat(learners.take(SECOND_59.plusSeconds(1))).contains(one);
    }
}
