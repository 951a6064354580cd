package org.vestibule.user.hashing;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The one password hash of a sign-in, at the default cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PasswordHashBenchmark {

    private static final String PASSWORD = "correct horse battery staple";

    private final PasswordHashes inForce = PasswordHashes.create(Argon2Cost.DEFAULT);
    private final PasswordHashes inJava = new PasswordHashes(new BouncyCastleArgon2(), Argon2Cost.DEFAULT);
    private final String encoded = inForce.hash(PASSWORD);

    /** With the native library where there is one: what a provider on this machine does. */
    @Benchmark
    public boolean inForce() {
        return inForce.matches(PASSWORD, encoded);
    }

    /** What it does elsewhere. */
    @Benchmark
    public boolean inJava() {
        return inJava.matches(PASSWORD, encoded);
    }
}
