package org.vestibule.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.requirement.Requirement;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-16. Two nodes on one database, and LMSs that keep what the nodes publish for as long as they may. */
@Requirement("OID-16")
@DataJdbcTest
@RealDatabase
@Import({MovingClock.class, KeyRotationTests.Beans.class})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class KeyRotationTests {

    private static final SigningKeyProperties PROPERTIES =
            new SigningKeyProperties(Duration.ofDays(90), Duration.ofMinutes(15), false, "");

    @Autowired
    private SigningKeyStore store;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final List<Object> events = new CopyOnWriteArrayList<>();
    private KeyRotation rotation;
    private KeyRevocation revocation;
    private List<Node> nodes;

    @BeforeEach
    void fresh() {
        jdbc.sql("delete from signing_key").update();
        events.clear();
        rotation = new KeyRotation(store, PROPERTIES, transaction, clock, events::add);
        revocation = new KeyRevocation(store, rotation, transaction, clock, events::add);
        nodes = List.of(new Node(rotation, store, clock), new Node(rotation, store, clock));
    }

    /** No token fails, whichever node signed it and however old the answer is that the LMS keeps. */
    @Test
    void rotateWhenLmssKeepTheKeysThenNoValidationFails() throws Exception {
        kid(nodes.get(0));
        AtomicBoolean over = new AtomicBoolean();
        ReadWriteLock time = new ReentrantReadWriteLock(true);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            Node node = nodes.get(worker % 2);
            Lms lms = new Lms(nodes.get(worker / 2), clock);
            tasks.add(() -> {
                int validated = 0;
                while (!over.get()) {
                    time.readLock().lock();
                    try {
                        assertThat(lms.accepts(node.token(SignatureAlgorithm.RS256)))
                                .isTrue();
                        validated++;
                    } finally {
                        time.readLock().unlock();
                    }
                }
                return validated;
            });
        }
        tasks.add(() -> {
            try {
                for (int step = 0; step < 200; step++) {
                    time.writeLock().lock();
                    try {
                        clock.advance(Duration.ofSeconds(10));
                    } finally {
                        time.writeLock().unlock();
                    }
                    if (step % 110 == 5) {
                        rotation.rotateNow();
                    }
                }
                return 1;
            } finally {
                over.set(true);
            }
        });
        assertThat(Parallel.all(tasks)).allMatch(validated -> validated > 0);
        assertThat(kids(SigningAlgorithm.RS256)).hasSize(3);
    }

    @Test
    void rotateNowWhenAskedThenTheNewKeyIsPublishedButSignsOnlyLater() throws Exception {
        String former = kid(nodes.get(0));
        rotation.rotateNow();
        clock.advance(SigningKeyProperties.KEPT_BY_NODES.plusSeconds(1));
        assertThat(kids(SigningAlgorithm.RS256)).hasSize(2);
        assertThat(kid(nodes.get(0))).isEqualTo(former);
        clock.advance(PROPERTIES.jwksCache());
        assertThat(kid(nodes.get(0))).isEqualTo(former);
        clock.advance(Duration.ofSeconds(30));
        assertThat(kid(nodes.get(0))).isNotEqualTo(former).isEqualTo(kid(nodes.get(1)));
        assertThat(events).hasSize(3).allMatch(SigningKeyRotated.class::isInstance);
    }

    @Test
    void rotateNowWhenAskedTwiceAndByBothNodesThenThereIsOneNewKey() throws Exception {
        kid(nodes.get(0));
        Parallel.times(2, () -> {
            rotation.rotateNow();
            return true;
        });
        rotation.rotateNow();
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            assertThat(kids(algorithm)).hasSize(2);
        }
    }

    @Test
    void rotateWhenDueWhenTheKeyIsOldEnoughThenTheNextOneSignsFromThenOn() throws Exception {
        String former = kid(nodes.get(0));
        clock.advance(PROPERTIES.rotation().minus(PROPERTIES.publication()).minusSeconds(1));
        rotation.rotateWhenDue();
        assertThat(kids(SigningAlgorithm.RS256)).containsExactly(former);
        clock.advance(Duration.ofSeconds(1));
        rotation.rotateWhenDue();
        assertThat(kids(SigningAlgorithm.RS256)).hasSize(2);
        clock.advance(PROPERTIES.publication());
        assertThat(kid(nodes.get(1))).isNotEqualTo(former);
    }

    /** The last token it signed lives for a day at most; a hint is good even after that (OID-15). */
    @Requirement("OID-15")
    @Test
    void rotateWhenADayHasPassedThenTheFormerKeyIsNoLongerPublishedButKnown() throws Exception {
        String former = kid(nodes.get(0));
        rotation.rotateNow();
        clock.advance(PROPERTIES.publication());
        clock.advance(Duration.ofDays(1));
        assertThat(nodes.get(0).published().getKeyByKeyId(former)).isNotNull();
        clock.advance(Duration.ofMinutes(2));
        assertThat(nodes.get(0).published().getKeyByKeyId(former)).isNull();
        assertThat(nodes.get(0).keys.find(former)).isPresent();
    }

    /** The first key of a set is what simple LMSs take. */
    @Test
    void getWhenAKeyWaitsForItsTurnThenThePresentOneComesFirst() throws Exception {
        String present = kid(nodes.get(0));
        rotation.rotateNow();
        clock.advance(SigningKeyProperties.KEPT_BY_NODES.plusSeconds(1));
        JWKSet published = nodes.get(0).published();
        assertThat(published.getKeys()).hasSize(6);
        assertThat(published.getKeys().get(0).getKeyID()).isEqualTo(present);
    }

    /** Nobody needs the private part of a key that signs no more. */
    @Test
    void rotateWhenDueWhenAKeyIsRetiredThenItsPrivatePartIsErasedAndItIsStillPublished() throws Exception {
        String former = kid(nodes.get(0));
        rotation.rotateNow();
        clock.advance(PROPERTIES.publication());
        rotation.rotateWhenDue();
        assertThat(privateParts()).isEqualTo(6);
        clock.advance(Duration.ofMinutes(2));

        rotation.rotateWhenDue();

        assertThat(privateParts()).isEqualTo(3);
        clock.advance(SigningKeyProperties.KEPT_BY_NODES.plusSeconds(1));
        assertThat(nodes.get(1).published().getKeyByKeyId(former)).isNotNull();
        assertThat(kid(nodes.get(1))).isNotEqualTo(former);
    }

    /** A key in wrong hands: not published, not believed, and another one signs. */
    @Test
    void revokeWhenTheKeySignsThenANewOneSignsInsteadAtOnce() throws Exception {
        String stolen = kid(nodes.get(0));

        assertThat(revocation.revoke(stolen)).isTrue();

        clock.advance(SigningKeyProperties.KEPT_BY_NODES.plusSeconds(1));
        for (Node node : nodes) {
            assertThat(kid(node)).isNotEqualTo(stolen);
            assertThat(node.published().getKeyByKeyId(stolen)).isNull();
            assertThat(node.published().getKeyByKeyId(kid(node))).isNotNull();
            assertThat(node.keys.find(stolen)).isEmpty();
        }
        assertThat(privateParts()).isEqualTo(3);
        assertThat(events).hasAtLeastOneElementOfType(SigningKeyRevoked.class);
        assertThat(revocation.revoke(stolen)).isFalse();
        assertThat(revocation.revoke("unknown")).isFalse();
    }

    @Test
    void revokeWhenTheNextKeyWaitsThenItSignsAtOnce() throws Exception {
        String stolen = kid(nodes.get(0));
        rotation.rotateNow();
        List<String> waiting = new ArrayList<>(kids(SigningAlgorithm.RS256));
        waiting.remove(stolen);

        revocation.revoke(stolen);

        clock.advance(SigningKeyProperties.KEPT_BY_NODES.plusSeconds(1));
        assertThat(kid(nodes.get(1))).isEqualTo(waiting.get(0));
        assertThat(kids(SigningAlgorithm.RS256)).isEqualTo(waiting);
    }

    @Test
    void revokeWhenTheWaitingKeyIsStolenThenThePresentOneSignsUntilAnotherMay() throws Exception {
        String present = kid(nodes.get(0));
        rotation.rotateNow();
        clock.advance(Duration.ofMinutes(10));
        List<String> waiting = new ArrayList<>(kids(SigningAlgorithm.RS256));
        waiting.remove(present);

        revocation.revoke(waiting.get(0));

        clock.advance(Duration.ofMinutes(10));
        assertThat(kid(nodes.get(0))).isEqualTo(present);
        clock.advance(PROPERTIES.publication());
        assertThat(kid(nodes.get(0))).isNotIn(present, waiting.get(0));
    }

    @Test
    void revokeWhenTheKeySignsNoMoreThenTheOthersStay() throws Exception {
        String former = kid(nodes.get(0));
        rotation.rotateNow();
        clock.advance(PROPERTIES.publication().plusMinutes(2));
        String present = kid(nodes.get(0));

        revocation.revoke(former);

        clock.advance(SigningKeyProperties.KEPT_BY_NODES.plusSeconds(1));
        assertThat(kids(SigningAlgorithm.RS256)).containsExactly(present);
        assertThat(kid(nodes.get(0))).isEqualTo(present);
    }

    private int privateParts() {
        return jdbc.sql("select count(*) from signing_key where private_jwk is not null and key_id is not null")
                .query(Integer.class)
                .single();
    }

    private static String kid(Node node) throws Exception {
        return SignedJWT.parse(node.token(SignatureAlgorithm.RS256)).getHeader().getKeyID();
    }

    private List<String> kids(SigningAlgorithm algorithm) {
        return store.published(clock.instant()).stream()
                .filter(algorithm::of)
                .map(key -> key.jwk().getKeyID())
                .toList();
    }

    private static final class Node {

        private final SigningKeys keys;
        private final NimbusJwtEncoder encoder;

        Node(KeyRotation rotation, SigningKeyStore store, Clock clock) {
            this.keys = new SigningKeys(store, rotation, clock);
            this.encoder = new NimbusJwtEncoder(keys);
            encoder.setJwkSelector(keys::signing);
        }

        String token(SignatureAlgorithm algorithm) {
            return encoder.encode(JwtEncoderParameters.from(
                            JwsHeader.with(algorithm).build(),
                            JwtClaimsSet.builder().subject("s").build()))
                    .getTokenValue();
        }

        JWKSet published() {
            return new JWKSet(keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)).toPublicJWKSet();
        }
    }

    /** Asks again only when its answer is too old, not for a key it does not know. */
    private static final class Lms {

        private final Node node;
        private final Clock clock;
        private JWKSet known = new JWKSet();
        private Instant until = Instant.MIN;

        Lms(Node node, Clock clock) {
            this.node = node;
            this.clock = clock;
        }

        boolean accepts(String token) throws Exception {
            if (!until.isAfter(clock.instant())) {
                known = node.published();
                until = clock.instant().plus(PROPERTIES.jwksCache());
            }
            SignedJWT jwt = SignedJWT.parse(token);
            JWK key = known.getKeyByKeyId(jwt.getHeader().getKeyID());
            return key != null
                    && jwt.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(jwt.getHeader(), key.toRSAKey().toRSAPublicKey()));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan("org.vestibule.secrets")
    @Import(SigningKeyStore.class)
    static class Beans {}
}
