package org.vestibule.clientauth;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.clientauth.ClientFailures.Count;
import org.vestibule.requirement.Requirement;
import org.vestibule.throttle.Attempts;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-17, with two nodes. */
@Requirement("OID-17")
@DataJdbcTest
@RealDatabase
@Import({Attempts.class, MovingClock.class})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class ClientFailuresTests {

    private static final int PER_CLIENT = 5;
    private static final int PER_SOURCE = 20;

    @Autowired
    private Attempts attempts;

    @Autowired
    private Clock clock;

    private final String source = "192.0.2." + UUID.randomUUID();
    private ClientFailures node;
    private ClientFailures other;

    @BeforeEach
    void nodes() {
        ClientLimits limits = new ClientLimits(PER_CLIENT, PER_SOURCE);
        node = new ClientFailures(attempts, limits, clock);
        other = new ClientFailures(attempts, limits, clock);
    }

    @Test
    void takeWhenTheOtherNodeCountedThenTheLimitIsOne() {
        List<Count> counts = node.counts("moodle", source);
        for (int i = 0; i < PER_CLIENT; i++) {
            assertThat((i % 2 == 0 ? node : other).take(counts)).isEmpty();
        }
        assertThat(other.take(counts))
                .hasValueSatisfying(stop -> assertThat(stop.news()).isTrue());
        assertThat(other.take(counts))
                .hasValueSatisfying(stop -> assertThat(stop.news()).isFalse());
        assertThat(node.take(node.counts("canvas", source))).isEmpty();
    }

    @Test
    void takeWhenManyComeAtOnceThenTheLimitHolds() throws Exception {
        List<Count> counts = node.counts("moodle", source);
        Callable<Boolean> take = () -> node.take(counts).isEmpty();
        List<Boolean> taken = Parallel.times(3 * PER_CLIENT, take);
        assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(PER_CLIENT);
    }

    /** What strangers send from an address must not stop the clients that work from there. */
    @Test
    void takeWhenTheAddressIsUsedUpThenAClientThatSucceededThereGoesOn() {
        node.succeeded(node.counts("moodle", source));
        List<Count> invented = node.counts(null, source);
        for (int i = 0; i < PER_SOURCE; i++) {
            assertThat(node.take(invented)).isEmpty();
        }
        assertThat(node.take(invented)).isPresent();
        assertThat(node.take(node.counts("canvas", source))).isPresent();
        assertThat(node.take(node.counts("moodle", source))).isEmpty();
    }

    @Test
    void failedWhenItIsTheFirstInAWhileThenSaysSo() {
        List<Count> counts = node.counts("moodle", source);
        assertThat(node.failing(counts)).isFalse();
        assertThat(node.failed(counts)).isTrue();
        assertThat(node.failing(counts)).isTrue();
        assertThat(node.failed(counts)).isFalse();
    }
}
