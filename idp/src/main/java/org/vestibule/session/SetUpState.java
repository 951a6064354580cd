package org.vestibule.session;

/** Whether a set-up code stands between a person and a session: after an administrator's reset (MFA-17), or no more. */
public enum SetUpState {
    NONE,
    /** The set-up code is still to be given. */
    OWED,
    /** It was given in this session, which may set a second factor up and nothing else (MFA-10). */
    GIVEN,
    /** No reset: a code that was mailed by the sign-in was given in this session (MFA-10, MFA-11). */
    CONFIRMED
}
