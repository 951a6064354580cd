package org.vestibule.recovery.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.recovery.RecoveryCodesCreated;
import org.vestibule.recovery.RecoveryState;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;

import static org.assertj.core.api.Assertions.assertThat;

@RecoveryDataTest
@RecordApplicationEvents
class RecoveryCodeMakerTests {

    @Autowired
    private RecoveryCodeMaker maker;

    @Autowired
    private RecoveryCodeSets sets;

    @Autowired
    private RecoveryStates states;

    @Autowired
    private ShownCodes shown;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    private UUID person = new UUID(0, 0);
    private UUID session = new UUID(0, 0);

    @BeforeEach
    void aPersonWithAFactor() {
        person = TestPeople.insert(jdbc);
        session = TestPeople.session(jdbc, person, FactorMethod.TOTP, clock.instant())
                .id();
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
    }

    /** MFA-13: ten codes, of which only argon2id hashes with salts of their own are stored. */
    @Requirement("MFA-13")
    @Test
    void makeWhereNoneWhenNoneThenStoresHashesOnly() {
        FreshCodes fresh = maker.makeWhereNone(person, session).orElseThrow();
        assertThat(fresh.codes()).hasSize(10);
        assertThat(jdbc.sql("select code_hash from recovery_code where user_id = ?")
                        .param(person)
                        .query(String.class)
                        .list())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allSatisfy(hash -> assertThat(hash).startsWith("$argon2id$v=19$"));
        assertThat(states.of(person)).isEqualTo(new RecoveryState(fresh.madeAt(), 10, false));
        assertThat(events.stream(RecoveryCodesCreated.class))
                .containsExactly(new RecoveryCodesCreated(person, session, true));
    }

    /** "Shown once; a reload leads to Create new codes". */
    @Test
    void makeWhereNoneWhenThereAreSomeThenMakesNone() {
        maker.makeWhereNone(person, session);
        assertThat(maker.makeWhereNone(person, session)).isEmpty();
    }

    /** "none left: new codes are made". */
    @Test
    void makeWhereNoneWhenAllAreUsedThenMakesNewOnes() {
        maker.makeWhereNone(person, session);
        jdbc.sql("update recovery_code set used_at = now() where user_id = ?")
                .param(person)
                .update();
        clock.advance(Duration.ofDays(1));
        assertThat(maker.makeWhereNone(person, session)).isPresent();
        assertThat(states.of(person).left()).isEqualTo(10);
    }

    @Test
    void makeWhereNoneWhenCalledTwiceAtOnceThenMakesOneSet() throws Exception {
        List<Optional<FreshCodes>> made = Parallel.times(4, () -> maker.makeWhereNone(person, session));
        assertThat(made).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void makeWhereNoneWhenNoFactorThenMakesNone() {
        enrollments.remove(person, FactorMethod.TOTP, session);
        assertThat(maker.makeWhereNone(person, session)).isEmpty();
    }

    /** A double click must not show codes that the other click has made void. */
    @Test
    void makeAnewWhenClickedTwiceThenSecondMakesNone() {
        FreshCodes first = maker.makeWhereNone(person, session).orElseThrow();
        clock.advance(Duration.ofMinutes(1));
        FreshCodes second =
                maker.makeAnew(person, session, first.madeAt().toString()).orElseThrow();
        assertThat(maker.makeAnew(person, session, first.madeAt().toString())).isEmpty();
        assertThat(states.of(person).madeAt()).isEqualTo(second.madeAt());
        assertThat(second.codes()).doesNotContainAnyElementsOf(first.codes());
    }

    @Test
    void confirmWhenPresentSetThenIsKept() {
        FreshCodes fresh = maker.makeWhereNone(person, session).orElseThrow();
        assertThat(sets.confirm(person, "2020-01-01T00:00:00Z")).isFalse();
        assertThat(sets.confirm(person, "no time")).isFalse();
        assertThat(states.of(person).confirmed()).isFalse();
        assertThat(sets.confirm(person, fresh.madeAt().toString())).isTrue();
        assertThat(states.of(person).confirmed()).isTrue();
    }

    @Test
    void findWhenShownThenOnlyForThatSessionAndTenMinutes() {
        FreshCodes fresh = new FreshCodes(clock.instant(), List.of("ABCD", "EFGH"));
        String id = shown.keep(session, fresh);
        UUID other = TestPeople.session(jdbc, person, FactorMethod.TOTP, clock.instant())
                .id();
        assertThat(shown.find(session, id)).contains(fresh);
        assertThat(shown.find(other, id)).isEmpty();
        assertThat(shown.find(session, "no such id")).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(shown.find(session, id)).isEmpty();
    }

    @Test
    void findWhenSavedThenIsGone() {
        String id = shown.keep(session, new FreshCodes(clock.instant(), List.of("ABCD")));
        shown.forget(session, id);
        assertThat(shown.find(session, id)).isEmpty();
    }
}
