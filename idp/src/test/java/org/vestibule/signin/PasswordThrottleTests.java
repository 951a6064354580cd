package org.vestibule.signin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

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
import org.vestibule.requirement.Requirement;
import org.vestibule.signin.PasswordThrottle.Attempt;
import org.vestibule.throttle.Attempts;
import org.vestibule.throttle.Streaks;

import static org.assertj.core.api.Assertions.assertThat;

@DataJdbcTest
@RealDatabase
@Import({Attempts.class, Streaks.class, MovingClock.class})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class PasswordThrottleTests {

    private static final int PER_SOURCE = 12;

    @Autowired
    private Attempts attempts;

    @Autowired
    private Streaks streaks;

    @Autowired
    private MovingClock clock;

    private final String source = "192.0.2." + UUID.randomUUID();
    private PasswordThrottle throttle;

    @BeforeEach
    void limits() {
        throttle = new PasswordThrottle(attempts, streaks, new PasswordLimits(10, PER_SOURCE));
    }

    private Attempt atSomebody() {
        return new Attempt(UUID.randomUUID().toString(), source, "");
    }

    private Attempt at(String account) {
        return new Attempt(account, source, "");
    }

    /** PWD-11, PWD-12, AVL-02: simultaneous guesses at many accounts get no more evaluations than the address has. */
    @Requirement({"AVL-02", "PWD-11", "PWD-12"})
    @Test
    void reserveWhenManyAccountsAreTriedAtOnceThenNoMoreThanTheLimitOfTheAddress() throws Exception {
        List<Callable<Optional<Duration>>> guesses = IntStream.range(0, 40)
                .<Callable<Optional<Duration>>>mapToObj(i -> () -> throttle.reserve(atSomebody()))
                .toList();

        List<Optional<Duration>> waits = Parallel.all(guesses);

        assertThat(waits).filteredOn(Optional::isEmpty).hasSize(PER_SOURCE);
    }

    /** A school behind one address: right passwords use nothing up, also many of them. */
    @Test
    void reserveWhenPasswordsAreRightThenTheAddressIsNotUsedUp() {
        for (int i = 0; i < 3 * PER_SOURCE; i++) {
            Attempt attempt = atSomebody();
            assertThat(throttle.reserve(attempt)).isEmpty();
            throttle.right(attempt);
        }
    }

    /** AVL-02: "success does not reset the source counter". */
    @Requirement("AVL-02")
    @Test
    void reserveWhenARightPasswordComesBetweenThenWrongOnesStillCount() {
        for (int i = 0; i < PER_SOURCE - 1; i++) {
            throttle.reserve(atSomebody());
        }
        Attempt right = atSomebody();
        assertThat(throttle.reserve(right)).isEmpty();
        throttle.right(right);
        assertThat(throttle.reserve(atSomebody())).isEmpty();

        assertThat(throttle.reserve(atSomebody())).contains(PasswordLimits.WINDOW);
        clock.advance(PasswordLimits.WINDOW);
        assertThat(throttle.reserve(atSomebody())).isEmpty();
    }

    /** What was refused for its account, or not looked at, is no failure of the address. */
    @Test
    void reserveWhenNobodyLookedAtThePasswordThenTheAddressGetsItBack() {
        Attempt busy = atSomebody();
        throttle.reserve(busy);
        throttle.giveBack(busy);
        String account = UUID.randomUUID().toString();
        IntStream.range(0, 30).forEach(i -> throttle.reserve(at(account)));

        assertThat(throttle.reserve(atSomebody())).isEmpty();
        assertThat(throttle.reserve(atSomebody())).isEmpty();
        assertThat(throttle.reserve(atSomebody())).isPresent();
    }
}
