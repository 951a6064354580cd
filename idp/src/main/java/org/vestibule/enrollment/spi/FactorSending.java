package org.vestibule.enrollment.spi;

/** What came of sending a code. A sending stopped by a budget looks like a failed gateway (contract, section 6). */
public enum FactorSending {
    NOTHING_TO_SEND,
    SENT,
    /** Within the cool-down: nothing was sent, the former code stays good. */
    COOLING_DOWN,
    FAILED
}
