package org.vestibule.roster;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever stops a node in the middle of a roster, and however many nodes are at it: every line once, and nothing half done. */
@SpringBootTest(properties = "idp.roster.interval=1h")
@RealDatabase
class RosterRestartTests {

    private static final int PEOPLE = 1_250;

    @Autowired
    Rosters rosters;

    @Autowired
    RosterImports imports;

    @Autowired
    RosterRows rows;

    @Autowired
    RosterSteps steps;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    MovingClock clock;

    @Autowired
    JdbcClient jdbc;

    private final String mark = "n" + UUID.randomUUID().toString().substring(0, 8);
    private UUID administrator;

    @BeforeEach
    void noOtherRoster() {
        jdbc.sql("delete from roster_import").update();
        administrator = TestPeople.insert(jdbc);
    }

    /** Between two parts: what was done stays done, another node does the rest. */
    @Test
    void importWhenStoppedBetweenPartsThenAnotherNodeGoesOn() throws Exception {
        UUID id = compared(PEOPLE);
        rosters.start(id);
        steps.take(id, RosterSteps.SIZE);
        assertThat(created()).isEqualTo(500);
        assertThat(RosterProgress.of(roster(id), rows)).isEqualTo(new RosterProgress(500, PEOPLE));

        node().run(id);

        assertImportedOnce(id);
    }

    @Test
    void compareWhenStoppedBetweenPartsThenAnotherNodeGoesOn() throws Exception {
        UUID id = taken(PEOPLE);
        steps.take(id, RosterSteps.SIZE);
        assertThat(roster(id).status()).isEqualTo(RosterStatus.COMPARING);

        node().run(id);

        assertThat(roster(id).status()).isEqualTo(RosterStatus.READY);
        assertThat(rows.counts(id)).containsEntry(RosterKind.NEW, PEOPLE).containsEntry(RosterKind.UNREAD, 0);
        assertThat(created()).isZero();
    }

    /** Within a part: the process is gone before its transaction ends, so the part never was. */
    @Test
    void importWhenStoppedWithinAPartThenThatPartIsDoneAnew() throws Exception {
        UUID id = compared(PEOPLE);
        rosters.start(id);
        steps.take(id, RosterSteps.SIZE);
        transactions.executeWithoutResult(status -> {
            steps.take(id, RosterSteps.SIZE);
            status.setRollbackOnly();
        });
        assertThat(created()).isEqualTo(500);
        assertThat(roster(id).position()).isEqualTo(501);

        node().run(id);

        assertImportedOnce(id);
    }

    /** A node shuts down while its thread is at work. */
    @Test
    void importWhenTheNodeShutsDownThenAnotherGoesOn() throws Exception {
        UUID id = compared(5_000);
        rosters.start(id);
        RosterWorker first = node();
        first.soon();
        Awaitility.await().until(this::created, number -> number > 0);
        first.destroy();
        // what is left of its last part
        Awaitility.await()
                .until(() -> imports.take(id, clock.instant().plus(Duration.ofDays(1))), found -> found.isPresent());
        assertThat(created() % RosterSteps.SIZE).isZero();
        clock.advance(Duration.ofMinutes(1));

        node().run(id);

        assertThat(created()).isEqualTo(5_000);
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void importWhenFourNodesAreAtItThenEveryLineOnce() throws Exception {
        UUID id = taken(PEOPLE);
        together(id);
        assertThat(roster(id).status()).isEqualTo(RosterStatus.READY);
        rosters.start(id);
        together(id);
        assertImportedOnce(id);
    }

    /** Two administrators, two rosters, one moment; and one administrator who clicks twice. */
    @Test
    void startWhenSeveralAtOnceThenOneWins() throws Exception {
        List<UUID> ready = List.of(compared(3), compared(3), compared(3), compared(3));
        List<Callable<Boolean>> starts = ready.stream()
                .<Callable<Boolean>>map(id -> () -> rosters.start(id))
                .toList();
        assertThat(Parallel.all(starts)).containsOnlyOnce(true);
        assertThat(jdbc.sql("select count(*) from roster_import where status = 'importing'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void startWhenTheSameTwiceThenOnce() throws Exception {
        UUID id = compared(3);
        assertThat(Parallel.times(4, () -> rosters.start(id))).containsOnlyOnce(true);
        node().run(id);
        assertThat(created()).isEqualTo(3);
        assertThat(rosters.start(id)).isFalse();
    }

    /** The outcome is told apart from a full one, and the same file again does the rest. */
    @Test
    void importWhenItFailsAgainAndAgainThenItSaysWhereItStopped() throws Exception {
        UUID id = compared(PEOPLE);
        rosters.start(id);
        steps.take(id, RosterSteps.SIZE);
        for (int failure = 0; failure < 6; failure++) {
            imports.failed(id, clock.instant(), clock.instant().plus(RosterSteps.SHOWN));
        }
        assertThat(roster(id).status()).isEqualTo(RosterStatus.STOPPED);
        assertThat(rows.counts(id)).containsEntry(RosterKind.CREATED, 500).containsEntry(RosterKind.NEW, PEOPLE - 500);

        UUID again = compared(PEOPLE);
        assertThat(rows.counts(again)).containsEntry(RosterKind.SAME, 500).containsEntry(RosterKind.NEW, PEOPLE - 500);
        rosters.start(again);
        node().run(again);
        assertThat(created()).isEqualTo(PEOPLE);
    }

    private void together(UUID id) throws Exception {
        Parallel.times(4, () -> {
            node().run(id);
            return "";
        });
        // whoever met another one at work left it to that one
        node().run(id);
    }

    /** A worker as each node has one. */
    private RosterWorker node() {
        return new RosterWorker(imports, steps, clock);
    }

    private UUID taken(int people) throws Exception {
        String file = IntStream.range(0, people)
                .mapToObj(i -> mark + "-" + i + ",Student " + i)
                .collect(Collectors.joining("\n", "username,givenName\n", "\n"));
        return rosters.take(
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        new RosterUpload("", "", ""),
                        administrator)
                .id();
    }

    private UUID compared(int people) throws Exception {
        UUID id = taken(people);
        node().run(id);
        assertThat(roster(id).status()).isEqualTo(RosterStatus.READY);
        return id;
    }

    private RosterImport roster(UUID id) {
        return imports.find(id, clock.instant()).orElseThrow();
    }

    private void assertImportedOnce(UUID id) {
        assertThat(roster(id).status()).isEqualTo(RosterStatus.DONE);
        assertThat(created()).isEqualTo(PEOPLE);
        assertThat(rows.counts(id)).containsEntry(RosterKind.CREATED, PEOPLE).containsEntry(RosterKind.SKIPPED, 0);
        assertThat(told()).isEqualTo(1);
    }

    private int created() {
        return count("select count(*) from app_user where username like :mark || '-%'", Map.of("mark", mark));
    }

    private int told() {
        return count(
                "select count(*) from audit_event where event = 'roster.imported' and actor_id = :by",
                Map.of("by", administrator));
    }

    private int count(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql).params(parameters).query(Integer.class).single();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock();
        }
    }
}
