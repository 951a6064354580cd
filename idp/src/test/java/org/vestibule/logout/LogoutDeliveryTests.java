package org.vestibule.logout;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.MovingClock;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** What is shown about a sign-out waits for the LMSs, whichever request or node tells them. */
class LogoutDeliveryTests {

    private final LogoutOutbox outbox = mock(LogoutOutbox.class);
    private final LogoutDelivery delivery = new LogoutDelivery(
            outbox, mock(LogoutAttempts.class), new MovingClock(Instant.parse("2026-09-01T08:00:00Z")));
    private final UUID session = UUID.randomUUID();

    @AfterEach
    void end() {
        delivery.destroy();
    }

    @Test
    void awaitWhenAnotherRequestTellsTheLmssThenReturnsWhenTheyHaveAnswered() {
        when(outbox.isAttempting(any())).thenReturn(true, true, false);

        delivery.await(session, Duration.ofMinutes(1));

        verify(outbox, times(3)).isAttempting(session);
    }

    @Test
    void awaitWhenAnLmsDoesNotAnswerThenReturnsAllTheSame() {
        when(outbox.isAttempting(any())).thenReturn(true);

        delivery.await(session, Duration.ofMillis(120));

        verify(outbox, atLeast(2)).isAttempting(session);
    }
}
