package org.vestibule.device;

/** What a device finds that asks for its tokens (RFC 8628 section 3.5). */
enum Poll {
    /** No such code, or another client's. */
    UNKNOWN,
    PENDING,
    /** Asked again before the interval was over. */
    TOO_SOON,
    REFUSED,
    EXPIRED,
    ALLOWED
}
