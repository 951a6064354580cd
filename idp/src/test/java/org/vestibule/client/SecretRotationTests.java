package org.vestibule.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.client.SecretRotation.Removal;
import org.vestibule.event.SecurityEvent;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-17: two valid secrets at a time, shown once, stored as hashes. */
@Requirement("OID-17")
@DataJdbcTest
@RealDatabase
@RecordApplicationEvents
@Import({Clients.class, ClientSecrets.class, SecretUses.class, SecretRows.class, SecretRotation.class, MovingClock.class
})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class SecretRotationTests {

    private static final String FIRST = "the first secret of this client, long enough";
    private static final String SECOND = "the second secret of this client, long enough";
    private static final String THIRD = "the third secret of this client, long enough";
    private static final UUID ADMINISTRATOR = UUID.randomUUID();

    @Autowired
    private SecretRotation rotation;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientSecrets secrets;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    private LmsClient client;

    @BeforeEach
    void clientWithOneSecret() {
        client = client(FIRST);
    }

    @Test
    void addWhenThereIsOneThenBothAreGood() {
        NewClientSecret added = rotation.add(client, null, ADMINISTRATOR).orElseThrow();

        assertThat(added.value()).hasSize(43);
        assertThat(added.toString()).doesNotContain(added.value());
        assertThat(good(FIRST)).isTrue();
        assertThat(good(added.value())).isTrue();
        assertThat(good(SECOND)).isFalse();
        assertThat(stored()).noneMatch(hash -> hash.contains(added.value()));
        assertThat(published()).containsExactly("client.secret.added " + ADMINISTRATOR);
    }

    @Test
    void addWhenThereAreTwoThenNoneIsMade() {
        rotation.add(client, null, ADMINISTRATOR);
        assertThat(rotation.add(client, null, ADMINISTRATOR)).isEmpty();
        assertThat(rotation.of(client)).hasSize(2);
    }

    @Test
    void addWhenManyDoItAtOnceThenThereAreTwo() throws Exception {
        List<Optional<NewClientSecret>> added = Parallel.times(6, () -> rotation.add(client, null, ADMINISTRATOR));
        assertThat(added).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(rotation.of(client)).hasSize(2);
    }

    @Test
    void addWhenAnOverlapIsNamedThenTheFormerOneEndsAfterIt() {
        String added = rotation.add(client, Duration.ofDays(1), ADMINISTRATOR)
                .orElseThrow()
                .value();

        clock.advance(Duration.ofDays(1).minusSeconds(1));
        assertThat(good(FIRST)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(good(FIRST)).isFalse();
        assertThat(good(added)).isTrue();
        assertThat(rotation.of(client)).hasSize(1);
        assertThat(rotation.add(client, null, ADMINISTRATOR)).isPresent();
    }

    @Test
    void removeWhenThereAreTwoThenThatOneIsOverAtOnce() {
        UUID first = rotation.of(client).get(0).id();
        String added = rotation.add(client, null, ADMINISTRATOR).orElseThrow().value();

        assertThat(rotation.remove(client, first, ADMINISTRATOR)).isEqualTo(Removal.REMOVED);
        assertThat(good(FIRST)).isFalse();
        assertThat(good(added)).isTrue();
        assertThat(published()).last().isEqualTo("client.secret.removed " + ADMINISTRATOR);
    }

    @Test
    void removeWhenItIsTheNewOneThenTheFormerOneStaysForGood() {
        NewClientSecret added =
                rotation.add(client, Duration.ofDays(1), ADMINISTRATOR).orElseThrow();

        assertThat(rotation.remove(client, added.id(), ADMINISTRATOR)).isEqualTo(Removal.REMOVED);
        clock.advance(Duration.ofDays(2));
        assertThat(good(FIRST)).isTrue();
    }

    @Test
    void removeWhenItIsTheLastOrAnotherClientsThenItStays() {
        UUID first = rotation.of(client).get(0).id();
        assertThat(rotation.remove(client, first, ADMINISTRATOR)).isEqualTo(Removal.LAST_ONE);
        rotation.add(client, null, ADMINISTRATOR);
        assertThat(rotation.remove(client(SECOND), first, ADMINISTRATOR)).isEqualTo(Removal.NOT_THERE);
        assertThat(good(FIRST)).isTrue();
        assertThat(published()).noneMatch(event -> event.startsWith("client.secret.removed"));
    }

    @Test
    void followWhenThereAreTwoThenTheOldestGoesAndTheOtherEndsLater() {
        rotation.follow(client, secrets.encode(SECOND), Duration.ofDays(7));
        clock.advance(Duration.ofDays(1));
        rotation.follow(client, secrets.encode(THIRD), Duration.ofDays(7));

        assertThat(good(FIRST)).isFalse();
        assertThat(good(SECOND)).isTrue();
        assertThat(good(THIRD)).isTrue();
        clock.advance(Duration.ofDays(7));
        assertThat(good(SECOND)).isFalse();
        assertThat(good(THIRD)).isTrue();
    }

    @Test
    void followWhenThereIsNoOverlapThenTheFormerOneIsOverAtOnce() {
        rotation.follow(client, secrets.encode(SECOND), Duration.ZERO);
        assertThat(good(FIRST)).isFalse();
        assertThat(good(SECOND)).isTrue();
    }

    /** A short secret has a slow hash; it may stand beside a long one. */
    @Test
    void matchesWhenOneIsShortThenBothAreGood() {
        client = client("short");
        rotation.follow(client, secrets.encode(SECOND), Duration.ofDays(7));
        assertThat(good("short")).isTrue();
        assertThat(good("short")).isTrue();
        assertThat(good(SECOND)).isTrue();
        assertThat(good("shor")).isFalse();
    }

    @Test
    void matchesWhenASecretIsUsedThenThatIsNotedOnceAnHour() {
        rotation.add(client, null, ADMINISTRATOR);
        assertThat(rotation.of(client))
                .allSatisfy(secret -> assertThat(secret.lastUsedAt()).isNull());
        good(FIRST);
        ClientSecret used = rotation.of(client).get(0);
        assertThat(used.lastUsedAt()).isEqualTo(clock.instant());

        clock.advance(Duration.ofMinutes(59));
        good(FIRST);
        assertThat(rotation.of(client).get(0)).isEqualTo(used);
        clock.advance(Duration.ofMinutes(1));
        good(FIRST);
        assertThat(rotation.of(client).get(0).lastUsedAt()).isEqualTo(clock.instant());
        assertThat(rotation.of(client).get(1).lastUsedAt()).isNull();
    }

    private LmsClient client(String secret) {
        String clientId = "lms-" + UUID.randomUUID();
        clients.save(new LmsClient(
                UUID.randomUUID(),
                clientId,
                "Moodle",
                secrets.encode(secret),
                ClientMetadata.of(Map.of("redirectUris", List.of("https://lms.example.org/")), true)));
        return clients.byClientId(clientId).orElseThrow();
    }

    private boolean good(String secret) {
        return secrets.matches(
                secret, clients.byClientId(client.clientId()).orElseThrow().secretHash());
    }

    private List<String> stored() {
        return jdbc.sql("select hash from client_secret where client_id = ?")
                .param(client.id())
                .query(String.class)
                .list();
    }

    private List<String> published() {
        return events.stream(SecurityEvent.class)
                .map(event -> event.event() + ' ' + event.actorId())
                .toList();
    }
}
