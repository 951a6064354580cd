package org.vestibule.totp.internal;

import java.time.Instant;
import java.util.OptionalLong;
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

/** A typed code against an authenticator app's secret. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TotpBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final TotpKey key = TotpKey.ofDefault(new byte[20]);
    private final String code = TotpCodes.code(key, TotpCodes.step(NOW));

    /** Window of one step on either side, the default. */
    @Benchmark
    public OptionalLong verify() {
        return TotpCodes.match(key, code, NOW, 1);
    }

    /** The cheapest it can be: no tolerance for clocks. */
    @Benchmark
    public OptionalLong verifyPresentStepOnly() {
        return TotpCodes.match(key, code, NOW, 0);
    }
}
