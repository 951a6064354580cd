package org.vestibule.enrollment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.user.PasswordChanged;
import org.vestibule.user.PasswordHasher;

/**
 * After a reset by an administrator: the code that lets a person set up a second factor again, beside the password (MFA-17).
 * Whoever has one waiting, used up or too old, has nothing by the password alone.
 */
@Component
public class SetUpCodes {

    /** How long a code can be given. */
    public static final Duration LIFE = Duration.ofHours(24);

    private final SetUpCodeRows rows;
    private final EnrollmentRows people;
    private final PasswordHasher hasher;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SetUpCodes(SetUpCodeRows rows, EnrollmentRows people, PasswordHasher hasher, Clock clock) {
        this.rows = rows;
        this.people = people;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * Makes a code in the place of an older one, in the transaction of the reset.
     *
     * @return the code as it is read out or mailed; only its hash is kept
     * @throws org.vestibule.user.HashQueueFullException when no turn came in time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String issue(UUID userId) {
        SetUpCode code = SetUpCode.generate(random);
        // hashing takes its time, so it comes before the lock
        String hash = hasher.hash(code.value());
        people.lockUser(userId);
        Instant now = clock.instant();
        rows.write(userId, hash, now, now.plus(LIFE));
        return code.text();
    }

    /** Whether a person owes a code. */
    public boolean owed(UUID userId) {
        return rows.exists(userId);
    }

    /** The code was given, and there is no second factor to set up: the password is enough from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(UUID userId) {
        rows.delete(userId);
    }

    /** A mailbox that gives a new password must not give the code as well: it takes another reset then. */
    @EventListener
    void end(PasswordChanged changed) {
        rows.end(changed.userId(), clock.instant());
    }
}
