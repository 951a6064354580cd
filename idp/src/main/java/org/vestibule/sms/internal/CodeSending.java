package org.vestibule.sms.internal;

/** What came of sending a code; only a set-up tells more than whether it went out (SMS-15). */
enum CodeSending {
    SENT,
    COOLING_DOWN,
    /** Refused by our own rules or by the gateway: the number has to be corrected. */
    NUMBER_REFUSED,
    COUNTRY_REFUSED,
    FAILED
}
