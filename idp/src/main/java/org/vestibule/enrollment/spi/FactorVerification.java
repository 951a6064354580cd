package org.vestibule.enrollment.spi;

/** What came of checking a code. */
public enum FactorVerification {
    ACCEPTED,
    WRONG_CODE,
    /** Wrong, and more than one code was sent: it may be a former one. */
    WRONG_CODE_AFTER_RESEND,
    /** Right once, but already used (TOTP-05). */
    USED_CODE,
    /** The text message's code is too old. */
    EXPIRED_CODE
}
