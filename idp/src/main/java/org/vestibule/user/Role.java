package org.vestibule.user;

/** What a person may do beyond using an account. Whoever has one is staff: proves as much as administrators do. */
public enum Role {
    /** Edits settings, people and applications. */
    ADMIN,
    /** Lets people without a role in again. */
    HELP_DESK,
    /** Reads about people, and the audit log. */
    AUDITOR
}
