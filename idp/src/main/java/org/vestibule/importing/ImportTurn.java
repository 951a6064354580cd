package org.vestibule.importing;

import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vestibule.lifecycle.StartRefusedException;

/** The one transaction of an import. Nodes that start together take turns, so the second finds what the first did. */
@Component
class ImportTurn {

    /** "vest" in ASCII; nothing else locks it. */
    private static final long LOCK = 0x76657374;

    /** A wait is shorter than the socket's time-out; all of them together are two minutes. */
    private static final int WAITS = 15;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ImportTurn(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    ImportApplied take(Supplier<ImportApplied> work) {
        for (int wait = 0; wait < WAITS; wait++) {
            Optional<ImportApplied> applied = transaction.execute(status -> {
                if (lock()) {
                    return Optional.of(work.get());
                }
                status.setRollbackOnly();
                return Optional.empty();
            });
            if (applied != null && applied.isPresent()) {
                return applied.get();
            }
        }
        throw new StartRefusedException(
                "Another node has been importing for two minutes.", "Start again when it has finished.");
    }

    // the pool's limits are made for requests of people: a batch of an import may take longer
    private boolean lock() {
        jdbc.sql("select set_config('statement_timeout', '9s', true), set_config('lock_timeout', '8s', true)")
                .query()
                .singleRow();
        try {
            jdbc.sql("select cast(pg_advisory_xact_lock(?) as text)")
                    .param(LOCK)
                    .query(String.class)
                    .single();
            return true;
        } catch (PessimisticLockingFailureException ex) {
            return false;
        }
    }
}
