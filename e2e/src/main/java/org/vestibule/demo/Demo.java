package org.vestibule.demo;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Everything that runs: started in order by one thread, stopped in the other order by any, once. */
final class Demo implements AutoCloseable {

    // the provider gives its requests 30 s; the whole end may take 40
    private static final Duration DRAIN = Duration.ofSeconds(33);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(200);
    private static final Duration DIES_WITH_US = Duration.ofSeconds(1);

    private final DemoDirectory directory;
    private final List<RunningApp> apps = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Closeable database;

    Demo(DemoDirectory directory) {
        this.directory = directory;
    }

    DemoDirectory directory() {
        return directory;
    }

    synchronized <D extends Closeable> D startDatabase(Supplier<D> start) {
        requireOpen();
        D started = start.get();
        database = started;
        return started;
    }

    synchronized RunningApp start(App app) throws IOException {
        requireOpen();
        RunningApp running = RunningApp.start(app, directory.newLog(app.name()));
        apps.add(running);
        return running;
    }

    /** Waits for good news, and no longer than that can take. */
    void awaitReady(RunningApp app, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!app.isReady()) {
            requireOpen();
            if (!app.isAlive()) {
                throw app.obituary();
            }
            if (System.nanoTime() > deadline) {
                throw app.problem("The process " + app.name() + " is not ready after " + patience.toSeconds()
                        + " seconds, so the demo ends.");
            }
            isClosingWithin(PROBE_PAUSE);
        }
    }

    /** Returns after the demo was closed; when a child ends unasked, that is an exception. */
    void awaitClosed() {
        CompletableFuture<?>[] ends = apps.stream().map(RunningApp::onExit).toArray(CompletableFuture<?>[]::new);
        RunningApp first = (RunningApp) CompletableFuture.anyOf(ends).join();
        // Ctrl-C reaches the children at the same time as us
        if (!isClosingWithin(DIES_WITH_US)) {
            throw first.obituary();
        }
        awaitEndOfClosing();
    }

    boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void requireOpen() {
        if (!isOpen()) {
            awaitEndOfClosing();
            throw new DemoException("The demo was stopped while it started.");
        }
    }

    private boolean isClosingWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void awaitEndOfClosing() {
        try {
            closed.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            if (closed.getCount() == 0) {
                return;
            }
            try {
                endApps();
                if (database != null) {
                    database.close();
                }
                directory.close();
            } catch (IOException ex) {
                throw new DemoException("The database did not stop: " + ex.getMessage(), ex);
            } finally {
                closed.countDown();
            }
        }
    }

    private void endApps() {
        apps.forEach(RunningApp::closeInput);
        long deadline = System.nanoTime() + DRAIN.toNanos();
        for (RunningApp app : apps) {
            app.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }
}
