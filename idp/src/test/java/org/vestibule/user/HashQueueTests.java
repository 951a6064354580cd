package org.vestibule.user;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HashQueueTests {

    /** AVL-03: memory is bounded by the number of turns. */
    @Requirement("AVL-03")
    @Test
    void inTurnWhenAllTurnsAreTakenThenTheNextIsRefused() {
        HashQueue queue = new HashQueue(2, Duration.ZERO);
        queue.inTurn(() -> queue.inTurn(() -> {
            assertThatThrownBy(() -> queue.inTurn(() -> "third")).isInstanceOf(HashQueueFullException.class);
            return "second";
        }));
        assertThat(queue.inTurn(() -> "later")).isEqualTo("later");
    }

    @Test
    void inTurnWhenWorkFailsThenTurnIsGivenBack() {
        HashQueue queue = new HashQueue(1, Duration.ZERO);
        assertThatThrownBy(() -> queue.inTurn(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(queue.inTurn(() -> "next")).isEqualTo("next");
    }

    @Test
    void inTurnWhenInterruptedThenRefusedAndStillInterrupted() {
        HashQueue queue = new HashQueue(1, Duration.ofSeconds(30));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.inTurn(() -> "never")).isInstanceOf(HashQueueFullException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
