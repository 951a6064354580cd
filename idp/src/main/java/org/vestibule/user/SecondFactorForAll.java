package org.vestibule.user;

import java.time.Instant;

/** Whether no account can be signed in to by its password alone. Implemented where the administrator's rules are kept. */
public interface SecondFactorForAll {

    /** Whether it is so at this moment, for everybody and without a time in which it can be put off. */
    boolean secondFactorForAll(Instant now);
}
