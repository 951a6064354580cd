package org.vestibule.consent;

/** How a person stands to an authorization request. */
public enum ConsentState {
    GIVEN,
    /** The person has to be asked. */
    MISSING,
    /** The person was asked and said no. */
    REFUSED
}
