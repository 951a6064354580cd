package org.vestibule.session;

/** Whether an administrator's reset of the second factor stands between a person and a session (MFA-17). */
public enum SetUpState {
    NONE,
    /** The set-up code is still to be given. */
    OWED,
    /** It was given in this session, which may set a second factor up and nothing else (MFA-10). */
    GIVEN
}
