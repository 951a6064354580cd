package org.vestibule.signin;

import java.time.Duration;

import org.vestibule.user.User;

/** What came of a user name and password. */
public sealed interface PasswordOutcome {

    record Accepted(User user) implements PasswordOutcome {}

    /** Unknown, wrong, without password: all alike (PWD-11). */
    record Wrong() implements PasswordOutcome {}

    /** The right password of a disabled account; only then is it told (contract, section 6). */
    record Disabled() implements PasswordOutcome {}

    /** Too many failures, also at names that do not exist. */
    record Throttled(Duration pause) implements PasswordOutcome {}

    /** No turn in the hash queue (AVL-03). */
    record Busy(Duration retryAfter) implements PasswordOutcome {}
}
