package org.vestibule.session;

/** How far somebody has got with recovery codes. */
public enum CodesState {
    /** None were ever made. */
    NONE,
    /** There are some, and their owner said that they are saved. */
    SAVED,
    /** There are some, and nobody said so yet. */
    UNSAVED,
    /** The last one is used up, or nobody said yet that those made in its place are saved (MFA-14). */
    OWED
}
