package org.vestibule.enrollment.spi;

/** What came of checking a code. */
public enum FactorVerification {
    ACCEPTED,
    WRONG_CODE,
    /** Right once, but already used (TOTP-05). */
    USED_CODE,
    /** The text message's code is too old. */
    EXPIRED_CODE
}
