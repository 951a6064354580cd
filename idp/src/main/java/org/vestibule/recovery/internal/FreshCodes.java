package org.vestibule.recovery.internal;

import java.time.Instant;
import java.util.List;

/** Codes that were just made: the only time they are known in clear. Never printed. */
record FreshCodes(Instant madeAt, List<String> codes) {

    @Override
    public String toString() {
        return "FreshCodes[" + madeAt + "]";
    }
}
