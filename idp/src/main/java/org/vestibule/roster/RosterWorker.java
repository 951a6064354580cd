package org.vestibule.roster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes rosters through their steps, in a thread of its own. What one node left, any node goes on with. */
@Component
class RosterWorker implements DisposableBean {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(RosterWorker.class);

    private final RosterImports imports;
    private final RosterSteps steps;
    private final Clock clock;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), RosterWorker::daemon);

    RosterWorker(RosterImports imports, RosterSteps steps, Clock clock) {
        this.imports = imports;
        this.steps = steps;
        this.clock = clock;
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "rosters");
        thread.setDaemon(true);
        return thread;
    }

    /** Looks soon, in the background. */
    @Scheduled(initialDelayString = "${idp.roster.interval:5s}", fixedDelayString = "${idp.roster.interval:5s}")
    void soon() {
        try {
            thread.execute(this::all);
        } catch (RejectedExecutionException waiting) {
            log.atTrace().log("a look at the rosters is due already");
        }
    }

    private void all() {
        try {
            imports.due(clock.instant()).forEach(this::run);
        } catch (DataAccessException | TransactionException ex) {
            log.atWarn().setCause(ex).log("no look at waiting rosters");
        }
    }

    /** As far as it goes now. */
    void run(UUID id) {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = step(id);
            }
        } catch (DataAccessException | TransactionException ex) {
            log.atWarn().addKeyValue("roster", id).setCause(ex).log("a part of a roster failed, it is tried again");
            failed(id);
        }
    }

    private boolean step(UUID id) {
        try {
            return steps.take(id, RosterSteps.SIZE);
        } catch (DataIntegrityViolationException ex) {
            // somebody got one of these names or addresses meanwhile: find out which line it is
            log.atInfo().addKeyValue("roster", id).log("a part of a roster is imported line by line");
            return lineByLine(id);
        }
    }

    private boolean lineByLine(UUID id) {
        boolean more = true;
        for (int i = 0; i < RosterSteps.SIZE && more; i++) {
            try {
                more = steps.take(id, 1);
            } catch (DataIntegrityViolationException ex) {
                log.atInfo().addKeyValue("roster", id).setCause(ex).log("a line of a roster cannot be imported");
                steps.skip(id);
            }
        }
        return more;
    }

    private void failed(UUID id) {
        try {
            Instant now = clock.instant();
            imports.failed(id, now.plus(AFTER_FAILURE), now.plus(RosterSteps.SHOWN));
        } catch (DataAccessException | TransactionException ex) {
            log.atWarn().addKeyValue("roster", id).setCause(ex).log("the failure of a roster could not be noted");
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
