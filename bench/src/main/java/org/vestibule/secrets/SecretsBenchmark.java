package org.vestibule.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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

/** What guards secrets at rest and signed forms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SecretsBenchmark {

    private static final String CONTEXT = "enrollment.secret.0";

    private final KeyRing ring =
            KeyRing.parse(List.of("k1:" + Base64.getEncoder().encodeToString(new byte[32])));
    private final SecretBox box = new SecretBox(ring);
    private final Sealed sealed = box.seal(new byte[20], CONTEXT);
    private final KeyedHash keyedHash = new KeyedHash(ring);
    // as long as the authorization request that travels in the sign-in form
    private final byte[] form = "request".repeat(100).getBytes(StandardCharsets.UTF_8);
    private final byte[] mac = keyedHash.mac("bench", form);

    /** A TOTP secret is read. */
    @Benchmark
    public byte[] open() {
        return box.open(sealed, CONTEXT);
    }

    /** A signed form comes back. */
    @Benchmark
    public boolean checkForm() {
        return keyedHash.matches(mac, "bench", form);
    }
}
