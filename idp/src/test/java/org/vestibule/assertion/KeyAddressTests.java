package org.vestibule.assertion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.MovingClock;
import org.vestibule.client.RegisteredKeys;
import org.vestibule.outbound.OutboundAnswer;
import org.vestibule.requirement.Requirement;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-17, OID-20: an address that a client names costs little, whoever asks for its keys. */
@Requirement({"OID-17", "OID-20"})
class KeyAddressTests {

    private static final JWKSet FIRST = keys();
    private static final JWKSet SECOND = keys();

    private final MovingClock clock = new MovingClock();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile OutboundAnswer answer = found(FIRST);
    private final KeyAddress address = new KeyAddress("https://lms.example.org/jwks", this::call, clock);

    private static JWKSet keys() {
        try {
            return new JWKSet(new ECKeyGenerator(Curve.P_256).generate().toPublicJWK());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private OutboundAnswer call() {
        calls.incrementAndGet();
        return answer;
    }

    private static OutboundAnswer found(JWKSet keys) {
        return new OutboundAnswer(200, keys.toString(), null);
    }

    @Test
    void keysWhenFreshThenNotFetchedAgain() {
        assertThat(address.keys()).isEqualTo(FIRST);
        answer = found(SECOND);
        clock.advance(KeyAddress.FRESH.minusSeconds(1));
        assertThat(address.keys()).isEqualTo(FIRST);
        clock.advance(Duration.ofSeconds(1));
        assertThat(address.keys()).isEqualTo(SECOND);
        assertThat(calls).hasValue(2);
    }

    @Test
    void newerWhenAskedOftenThenFetchedRarely() {
        assertThat(address.newer(address.keys())).isEqualTo(FIRST);
        assertThat(calls).hasValue(1);
        answer = found(SECOND);
        clock.advance(KeyAddress.BETWEEN_FETCHES);
        assertThat(address.newer(FIRST)).isEqualTo(SECOND);
        assertThat(address.newer(FIRST)).isEqualTo(SECOND);
        assertThat(address.newer(SECOND)).isEqualTo(SECOND);
        assertThat(calls).hasValue(2);
    }

    @Test
    void keysWhenTheSiteFailsThenTheFormerOnesForADay() {
        address.keys();
        answer = OutboundAnswer.refused();
        clock.advance(KeyAddress.OUTLASTS_FAILURES);
        assertThat(address.keys()).isEqualTo(FIRST);
        clock.advance(KeyAddress.BETWEEN_FETCHES);
        assertThat(address.keys()).isEqualTo(KeyAddress.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html>",
                "{\"keys\":1}",
                "{\"keys\":[1]}",
                "{\"keys\":[null]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"RSA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":5,\"x\":[],\"y\":{}}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"use\":\"sig\",\"key_ops\":[\"encrypt\"],\"x5c\":[\"AA\"]}]}",
                "{\"keys\":[{\"kty\":\"other\"}]}"
            })
    void keysWhenTheSiteSaysSomethingElseThenNone(String body) {
        answer = new OutboundAnswer(200, body, null);
        assertThat(address.keys().getKeys()).noneMatch(RegisteredKeys::strong);
        answer = new OutboundAnswer(200, "{\"keys\":" + "[".repeat(30_000), null);
        clock.advance(KeyAddress.BETWEEN_FETCHES);
        assertThat(address.keys().getKeys()).noneMatch(RegisteredKeys::strong);
    }

    @Test
    void keysWhenTheSiteIsSlowThenOneCallAndOnlySomeWait() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        KeyAddress slow = new KeyAddress(
                "https://lms.example.org/jwks",
                () -> {
                    calls.incrementAndGet();
                    called.countDown();
                    await(over);
                    return answer;
                },
                clock);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<JWKSet> one = threads.submit(slow::keys);
            called.await();
            CountDownLatch turnedAway = new CountDownLatch(4);
            List<Future<JWKSet>> others = new ArrayList<>();
            Callable<JWKSet> other = () -> {
                JWKSet keys = slow.keys();
                turnedAway.countDown();
                return keys;
            };
            for (int i = 0; i < 40; i++) {
                others.add(threads.submit(other));
            }
            // whoever is too many does not wait for the site
            turnedAway.await();
            over.countDown();
            assertThat(one.get()).isEqualTo(FIRST);
            for (Future<JWKSet> each : others) {
                assertThat(each.get()).isIn(FIRST, KeyAddress.NONE);
            }
            assertThat(calls).hasValue(1);
        } finally {
            over.countDown();
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
