package org.vestibule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs things at the same moment, each in a thread of its own. */
public final class Parallel {

    private Parallel() {}

    /** The results of one task done many times at once. */
    public static <T> List<T> times(int times, Callable<T> task) throws Exception {
        return all(Collections.nCopies(times, task));
    }

    /** The results of tasks done at once, in their order. */
    public static <T> List<T> all(List<? extends Callable<? extends T>> tasks) throws Exception {
        CountDownLatch ready = new CountDownLatch(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> running = tasks.stream()
                    .map(task -> threads.<T>submit(() -> {
                        ready.countDown();
                        ready.await();
                        return task.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
