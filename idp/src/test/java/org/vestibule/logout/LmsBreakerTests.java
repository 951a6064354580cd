package org.vestibule.logout;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.vestibule.MovingClock;
import org.vestibule.outbound.OutboundAnswer;
import org.vestibule.outbound.OutboundAnswer.Failure;

import static org.assertj.core.api.Assertions.assertThat;

class LmsBreakerTests {

    private static final OutboundAnswer SILENCE = new OutboundAnswer(0, "", Failure.TOO_LATE);
    private static final OutboundAnswer BUSY = new OutboundAnswer(503, "", null);

    private final MovingClock clock = new MovingClock(Instant.parse("2026-09-01T08:00:00Z"));
    private final LmsBreaker breaker = new LmsBreaker(clock);
    private final UUID lms = UUID.randomUUID();

    @Test
    void permitsWhenFiveCallsHadNoAnswerThenThisLmsIsLeftAloneAndOnlyThisOne() {
        silence(4);
        assertThat(breaker.permits(lms)).isTrue();

        silence(1);

        assertThat(breaker.permits(lms)).isFalse();
        assertThat(breaker.permits(UUID.randomUUID())).isTrue();
    }

    @Test
    void permitsWhenThePauseIsOverThenOneTriesUntilOneIsAnswered() {
        silence(5);
        clock.advance(Duration.ofSeconds(30));

        assertThat(breaker.permits(lms)).isTrue();
        assertThat(breaker.permits(lms)).isFalse();
        silence(1);
        clock.advance(Duration.ofSeconds(29));
        assertThat(breaker.permits(lms)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(breaker.permits(lms)).isTrue();
        breaker.record(lms, BUSY);

        assertThat(breaker.permits(lms)).isTrue();
        assertThat(breaker.permits(lms)).isTrue();
    }

    @Test
    void permitsWhenAnAnswerCameBetweenThenTheCountStartsAnew() {
        silence(4);
        breaker.record(lms, BUSY);
        silence(4);

        assertThat(breaker.permits(lms)).isTrue();
    }

    private void silence(int calls) {
        for (int call = 0; call < calls; call++) {
            breaker.record(lms, SILENCE);
        }
    }
}
