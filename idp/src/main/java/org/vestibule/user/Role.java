package org.vestibule.user;

/** What a person may do beyond using an account. */
public enum Role {
    /** Edits settings, people and applications. */
    ADMIN
}
