package org.vestibule.lifecycle;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes what is over, in short transactions of a bounded number of rows. It runs on every node; an advisory lock lets one
 * of them delete at a time.
 */
@Component
class CleanUpJob {

    static final int BATCH = 500;
    /** The lock's number: one of the database's advisory locks, used for nothing else. */
    static final long LOCK = 0x56_45_53_54_49_42L;

    private static final Logger log = LoggerFactory.getLogger(CleanUpJob.class);

    private final List<CleanUp> cleanUps;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    CleanUpJob(List<CleanUp> cleanUps, JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.cleanUps = cleanUps;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${idp.clean-up.interval:5m}", fixedDelayString = "${idp.clean-up.interval:5m}")
    void run() {
        cleanUps.forEach(this::run);
    }

    private void run(CleanUp cleanUp) {
        try {
            int removed = 0;
            int batch;
            do {
                batch = removeBatch(cleanUp);
                removed += batch;
            } while (batch == BATCH);
            if (removed > 0) {
                log.atInfo()
                        .addKeyValue("table", cleanUp.table())
                        .addKeyValue("rows", removed)
                        .log("removed rows that are over");
            }
        } catch (DataAccessException | TransactionException ex) {
            // the other tables are still cleaned, and this one at the next run
            log.atWarn().addKeyValue("table", cleanUp.table()).setCause(ex).log("clean-up failed");
        }
    }

    private int removeBatch(CleanUp cleanUp) {
        Integer removed = transactions.execute(status -> locked() ? delete(cleanUp) : 0);
        return removed == null ? 0 : removed;
    }

    private boolean locked() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    private int delete(CleanUp cleanUp) {
        // rows that a request is using are left for the next run
        return jdbc.sql("""
                        delete from %1$s where ctid = any (array(
                            select ctid from %1$s where %2$s limit :limit for update skip locked))
                        """.formatted(cleanUp.table(), cleanUp.condition()))
                .param("before", clock.instant().minus(cleanUp.keptFor()).atOffset(ZoneOffset.UTC))
                .param("limit", BATCH)
                .update();
    }
}
