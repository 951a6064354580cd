package org.vestibule.session;

import java.util.UUID;

/** A session has got all that was owed in it. Told inside the transaction, and to this module only. */
record SessionCompleted(UUID sessionId, By by) {

    /** What completed it. */
    enum By {
        /** The password, with nothing else or with the trust in a browser. */
        PASSWORD,
        /** A code that the owner of the account was given besides: mailed, or by an administrator. */
        GIVEN_CODE,
        SECOND_FACTOR
    }
}
