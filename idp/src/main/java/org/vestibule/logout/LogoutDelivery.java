package org.vestibule.logout;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes the attempts: the first at once after the commit, the others when they are due, on whichever node looks first.
 * A bounded number of threads, so dead LMSs cost patience and nothing else.
 */
@Component
class LogoutDelivery implements DisposableBean {

    private static final int THREADS = 16;
    private static final int QUEUE = 1_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Logger log = LoggerFactory.getLogger(LogoutDelivery.class);

    private final LogoutOutbox outbox;
    private final LogoutAttempts attempts;
    private final Clock clock;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), LogoutDelivery::daemon);
    private final Map<UUID, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    // each once: while they wait they are due at every look
    private final Set<UUID> queued = ConcurrentHashMap.newKeySet();

    LogoutDelivery(LogoutOutbox outbox, LogoutAttempts attempts, Clock clock) {
        this.outbox = outbox;
        this.attempts = attempts;
        this.clock = clock;
        workers.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "logout-delivery");
        thread.setDaemon(true);
        return thread;
    }

    @TransactionalEventListener
    void start(LogoutsOwed owed) {
        owed.messages().stream()
                .collect(Collectors.groupingBy(LogoutMessage::sessionId))
                .forEach(this::start);
    }

    private void start(UUID session, List<LogoutMessage> messages) {
        running.put(
                session,
                CompletableFuture.allOf(messages.stream().map(this::submit).toArray(CompletableFuture<?>[]::new)));
    }

    /** Returns as soon as every LMS of a session has had its first attempt, and in any case after {@code atMost}. */
    void await(UUID session, Duration atMost) {
        CompletableFuture<Void> first = running.get(session);
        try {
            if (first == null) {
                awaitOthers(session, atMost);
            } else {
                first.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException slow) {
            log.atDebug().addKeyValue("session", session).log("not all LMSs answered in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("attempts log their failures", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session ended in a request that ran beside this one, or at another node: only the rows tell how far that has got. */
    private void awaitOthers(UUID session, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (outbox.isAttempting(session) && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    @Scheduled(
            initialDelayString = "${idp.logout.retry-interval:5s}",
            fixedDelayString = "${idp.logout.retry-interval:5s}")
    void retry() {
        running.values().removeIf(CompletableFuture::isDone);
        try {
            List<CompletableFuture<Void>> started = outbox.due(clock.instant(), LogoutAttempts.MOST, QUEUE / 2).stream()
                    .filter(message -> !queued.contains(message.id()))
                    .map(this::submit)
                    .toList();
            log.atDebug().addKeyValue("messages", started.size()).log("further attempts");
        } catch (DataAccessException | TransactionException ex) {
            log.atWarn().setCause(ex).log("no look at owed logout messages");
        }
    }

    private CompletableFuture<Void> submit(LogoutMessage message) {
        queued.add(message.id());
        try {
            return CompletableFuture.runAsync(() -> make(message), workers);
        } catch (RejectedExecutionException full) {
            queued.remove(message.id());
            log.atWarn()
                    .addKeyValue("message", message.id())
                    .log("too many logout messages wait, this one comes later");
            return CompletableFuture.completedFuture(null);
        }
    }

    private void make(LogoutMessage message) {
        try {
            attempts.make(message);
        } catch (RuntimeException ex) {
            // it stays due, and another attempt follows
            log.atWarn().addKeyValue("message", message.id()).setCause(ex).log("attempt failed");
        } finally {
            queued.remove(message.id());
        }
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
