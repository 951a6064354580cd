package org.vestibule.enrollment;

/** What came of confirming a set-up. */
public enum Activation {
    /** Active, and the person had no second factor before. */
    FIRST,
    /** Active, beside or in place of what the person had. */
    FURTHER,
    /** The person has as many of this method as one may have. */
    FULL,
    /** The set-up is over: expired, superseded, another session's, or the person has a factor this session never proved. */
    REFUSED
}
