package org.vestibule.sms.internal;

/** What came of sending a code; only a set-up tells more than whether it went out (SMS-15). */
enum CodeSending {
    SENT,
    COOLING_DOWN,
    /** By our own rules: it has to be another number. */
    NOT_A_MOBILE_NUMBER,
    /** By the gateway: it has to be checked. */
    NUMBER_REFUSED,
    COUNTRY_REFUSED,
    FAILED
}
