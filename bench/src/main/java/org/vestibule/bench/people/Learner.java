package org.vestibule.bench.people;

import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import javax.crypto.spec.SecretKeySpec;

import org.vestibule.totp.internal.Base32;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

/** A person and the last time step whose code they have used. One virtual user at a time has them. */
public final class Learner {

    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();

    private final Person person;
    private long spentStep = -1;

    public Learner(Person person) {
        this.person = person;
    }

    public Person person() {
        return person;
    }

    /** The code of this moment; its time step counts as spent from now on. */
    public String code(Instant now) {
        spentStep = step(now);
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(Base32.decode(person.totpSecret()), CODES.getAlgorithm()), now);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("no code for " + person, e);
        }
    }

    public boolean hasCode(Instant now) {
        return spentStep < step(now);
    }

    /** Returns when the time step after the present one has begun. */
    public static void awaitNextCode(Clock clock) {
        Instant now = clock.instant();
        Instant next =
                Instant.ofEpochSecond((step(now) + 1) * CODES.getTimeStep().toSeconds());
        try {
            TimeUnit.NANOSECONDS.sleep(Duration.between(now, next).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the start", e);
        }
    }

    private static long step(Instant time) {
        return time.getEpochSecond() / CODES.getTimeStep().toSeconds();
    }
}
