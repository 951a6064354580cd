package org.vestibule.user;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many hashes are computed at a time, and with them the memory they take; whoever waits is served in order
 * (AVL-03).
 */
final class HashQueue {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore turns;
    private final Duration patience;

    HashQueue(int turns, Duration patience) {
        this.turns = new Semaphore(turns, true);
        this.patience = patience;
    }

    /** @throws HashQueueFullException when no turn came in time */
    <T> T inTurn(Supplier<T> work) {
        if (!tryAcquire()) {
            throw new HashQueueFullException(RETRY_AFTER);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean tryAcquire() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
