package org.vestibule.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks every few minutes, on every node, whether keys are due. */
@Component
class KeyRotationJob {

    private static final Logger log = LoggerFactory.getLogger(KeyRotationJob.class);

    private final KeyRotation rotation;

    KeyRotationJob(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @Scheduled(initialDelayString = "5m", fixedDelayString = "5m")
    void run() {
        try {
            rotation.rotateWhenDue();
        } catch (DataAccessException | TransactionException ex) {
            // the present keys go on signing, and the next run tries again
            log.atWarn().setCause(ex).log("signing keys could not be rotated");
        }
    }
}
