package org.vestibule.enrollment.spi;

/**
 * What came of checking a code, with what helps its owner.
 *
 * @param minutesBehind about how far the clock that made a wrong code is behind; 0: it says nothing of the kind
 */
public record FactorCheck(FactorVerification verification, int minutesBehind) {}
