package org.vestibule.enrollment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.AccountUse;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.SetUpConfirmations;
import org.vestibule.session.SignInSession;
import org.vestibule.session.SignInSessions;
import org.vestibule.settings.SecuritySettingsStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

@DataJdbcTest
@RealDatabase
@Import({
    Enrollments.class,
    EnrollmentRows.class,
    FactorNames.class,
    SetUpPermission.class,
    SetUpCodeRows.class,
    MovingClock.class
})
@MockitoBean(types = SecuritySettingsStore.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@RecordApplicationEvents
class EnrollmentsTests {

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @MockitoBean
    private SignInSessions sessions;

    @MockitoBean
    private AccountUse use;

    @MockitoBean
    private SetUpConfirmations confirmations;

    private UUID person;
    private SignInSession session;

    @BeforeEach
    void aPersonWithASession() {
        person = TestPeople.insert(jdbc);
        session = TestPeople.session(person, null, clock.instant());
    }

    private Enrollment open(SignInSession in) {
        return enrollments.open(person, FactorMethod.TOTP, in.id(), "192.0.2.1");
    }

    @Test
    void pendingWhenOpenedThenCountsForNothing() {
        Enrollment pending = open(session);
        assertThat(enrollments.pending(session.id(), FactorMethod.TOTP)).contains(pending);
        assertThat(enrollments.active(person)).isEmpty();
    }

    /** MFA-10: asked again in the transaction of the confirmation. */
    @Requirement("MFA-10")
    @Test
    void activateWhenTheAccountWasLongUnusedThenOnlyAfterACode() {
        Enrollment pending = open(session);
        given(use.dormant(person)).willReturn(true);
        assertThat(enrollments.activate(pending.id(), session)).isEqualTo(Activation.REFUSED);
        given(confirmations.given(session.id())).willReturn(true);
        assertThat(enrollments.activate(pending.id(), session)).isEqualTo(Activation.FIRST);
    }

    @Test
    void pendingWhenOpenedAgainThenFormerIsVoid() {
        Enrollment former = open(session);
        Enrollment newer = open(session);
        assertThat(enrollments.pending(session.id(), FactorMethod.TOTP)).contains(newer);
        assertThat(enrollments.activate(former.id(), session)).isEqualTo(Activation.REFUSED);
    }

    @Test
    void pendingWhenTenMinutesPassedThenIsOver() {
        Enrollment pending = open(session);
        clock.advance(Duration.ofMinutes(10));
        assertThat(enrollments.pending(session.id(), FactorMethod.TOTP)).isEmpty();
        assertThat(enrollments.reserveCode(pending)).isFalse();
        assertThat(enrollments.activate(pending.id(), session)).isEqualTo(Activation.REFUSED);
    }

    @Test
    void reserveCodeWhenFiveWereTriedThenIsOver() {
        Enrollment pending = open(session);
        for (int tried = 0; tried < 5; tried++) {
            assertThat(enrollments.reserveCode(pending)).isTrue();
        }
        assertThat(enrollments.reserveCode(pending)).isFalse();
        assertThat(enrollments.pending(session.id(), FactorMethod.TOTP)).isEmpty();
    }

    /** TOTP-08, TOTP-09: simultaneous guesses get no more evaluations than the limit. */
    @Requirement({"TOTP-08", "TOTP-09"})
    @Test
    void reserveCodeWhenTwentyAtOnceThenFivePass() throws Exception {
        Enrollment pending = open(session);
        assertThat(Parallel.times(20, () -> enrollments.reserveCode(pending)))
                .filteredOn(Boolean::booleanValue)
                .hasSize(5);
    }

    @Test
    void activateWhenFirstThenIsActiveAndTold() {
        Enrollment pending = open(session);
        assertThat(enrollments.activate(pending.id(), session)).isEqualTo(Activation.FIRST);
        assertThat(enrollments.active(person)).singleElement().satisfies(active -> {
            assertThat(active.id()).isEqualTo(pending.id());
            assertThat(active.confirmedAt()).isEqualTo(clock.instant());
        });
        assertThat(events.stream(FactorEnrolled.class))
                .containsExactly(new FactorEnrolled(
                        person, session.id(), pending.id(), FactorMethod.TOTP, true, false, Map.of()));
    }

    /** TOTP-10: "a pending secret of another session cannot be confirmed". */
    @Requirement("TOTP-10")
    @Test
    void activateWhenOpenedInAnotherSessionThenIsRefused() {
        Enrollment pending = open(session);
        SignInSession other = TestPeople.session(person, null, clock.instant());
        assertThat(enrollments.activate(pending.id(), other)).isEqualTo(Activation.REFUSED);
        assertThat(enrollments.active(person)).isEmpty();
    }

    /** TOTP-10: "the older active factor stays valid until then"; TOTP-16: the older one stays as history. */
    @Requirement({"TOTP-10", "TOTP-16"})
    @Test
    void activateWhenOneIsActiveThenTakesItsPlace() {
        Enrollment older = open(session);
        enrollments.activate(older.id(), session);
        SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
        Enrollment newer = open(proven);
        assertThat(enrollments.active(person)).extracting(Enrollment::id).containsExactly(older.id());
        assertThat(enrollments.activate(newer.id(), proven)).isEqualTo(Activation.FURTHER);
        assertThat(enrollments.active(person)).extracting(Enrollment::id).containsExactly(newer.id());
        assertThat(status(older)).isEqualTo("removed");
        assertThat(events.stream(FactorRemoved.class))
                .containsExactly(
                        new FactorRemoved(person, proven.id(), older.id(), FactorMethod.TOTP, true, false, Map.of()));
    }

    /** Of several each stays, with a number of its own. */
    @Test
    void activateWhenFurtherThenAllStayUpToFive() {
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
        SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
        for (int more = 0; more < 4; more++) {
            assertThat(enrollments.activate(further(proven).id(), proven)).isEqualTo(Activation.FURTHER);
        }
        assertThat(enrollments.activate(further(proven).id(), proven)).isEqualTo(Activation.FULL);
        assertThat(enrollments.active(person)).extracting(Enrollment::number).containsExactly(1, 2, 3, 4, 5);
        verify(sessions, never()).endOthers(any(), any(), any());
    }

    /** The database has the last word on a sixth, and on two that come at once. */
    @Test
    void activateWhenSeveralComeAtOnceThenEachHasANumberAndNoneIsTooMuch() throws Exception {
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
        List<Activation> outcomes =
                Parallel.all(Stream.generate(() -> TestPeople.session(person, FactorMethod.TOTP, clock.instant()))
                        .limit(8)
                        .<Callable<Activation>>map(one -> {
                            Enrollment pending = further(one);
                            return () -> enrollments.activate(pending.id(), one);
                        })
                        .toList());
        assertThat(outcomes).filteredOn(Activation.FURTHER::equals).hasSize(4);
        assertThat(outcomes).filteredOn(Activation.FULL::equals).hasSize(4);
        assertThat(enrollments.active(person)).extracting(Enrollment::number).containsExactly(1, 2, 3, 4, 5);
    }

    /** TOTP-10 for each of several: the one that is meant gives way, keeps its name, and the others stay. */
    @Requirement("TOTP-10")
    @Test
    void activateWhenOneOfSeveralIsMeantThenOnlyThatOneGivesWay() {
        SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
        Enrollment second = further(proven);
        enrollments.activate(second.id(), proven);
        enrollments.rename(person, second.id(), new FactorLabel("Tablet"), proven.id());
        Enrollment newer = enrollments.open(person, FactorMethod.TOTP, Place.of(second.id()), proven.id(), null);
        assertThat(enrollments.active(person)).extracting(Enrollment::id).contains(second.id());
        assertThat(enrollments.activate(newer.id(), proven)).isEqualTo(Activation.FURTHER);
        assertThat(enrollments.active(person)).hasSize(2).last().satisfies(active -> {
            assertThat(active.id()).isEqualTo(newer.id());
            assertThat(active.number()).isEqualTo(2);
            assertThat(active.label()).isEqualTo("Tablet");
        });
        verify(sessions).loseFactor(person, second.id());
    }

    /** Opened when there was none, confirmed when there are several: nobody said which of them should go. */
    @Test
    void activateWhenOpenedAsTheOnlyOneAndSeveralCameThenIsRefused() {
        SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
        Enrollment late = open(session);
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
        enrollments.activate(further(proven).id(), proven);
        SignInSession provenLate = new SignInSession(
                session.id(),
                person,
                clock.instant(),
                session.expiresAt(),
                clock.instant(),
                clock.instant(),
                FactorMethod.TOTP,
                true,
                0,
                null,
                false,
                false);
        assertThat(enrollments.activate(late.id(), provenLate)).isEqualTo(Activation.REFUSED);
        assertThat(enrollments.active(person)).hasSize(2);
    }

    @Test
    void placeWhenSeveralThenOneMustBeMeant() {
        assertThat(place(false, null)).contains(Place.ONLY);
        UUID first = app();
        assertThat(place(false, null)).contains(Place.of(first));
        assertThat(place(true, null)).contains(Place.FURTHER);
        SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
        enrollments.activate(further(proven).id(), proven);
        assertThat(place(false, null)).isEmpty();
        assertThat(place(false, first.toString())).contains(Place.of(first));
        assertThat(place(false, UUID.randomUUID().toString())).isEmpty();
    }

    private Optional<Place> place(boolean further, @Nullable String replaces) {
        return enrollments.place(person, FactorMethod.TOTP, further, replaces);
    }

    /** TOTP-15 for one of several. */
    @Requirement("TOTP-15")
    @Test
    void removeWhenOneOfSeveralThenTheOthersStayAndItsSessionsLoseIt() {
        UUID first = app();
        SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
        Enrollment second = further(proven);
        enrollments.activate(second.id(), proven);
        assertThat(enrollments.remove(person, first, proven.id())).isTrue();
        assertThat(enrollments.remove(person, first, proven.id())).isFalse();
        assertThat(enrollments.active(person)).extracting(Enrollment::id).containsExactly(second.id());
        verify(sessions).loseFactor(person, first);
        assertThat(events.stream(FactorRemoved.class))
                .containsExactly(
                        new FactorRemoved(person, proven.id(), first, FactorMethod.TOTP, false, false, Map.of()));
    }

    /** All of a method at once: one of them, and only one, is the last. */
    @Test
    void removeWhenAMethodWithSeveralThenAllGoAndTheLastOneIsTold() {
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
        SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
        enrollments.activate(further(proven).id(), proven);
        assertThat(enrollments.remove(person, FactorMethod.TOTP, null)).isTrue();
        assertThat(enrollments.active(person)).isEmpty();
        assertThat(events.stream(FactorRemoved.class))
                .extracting(FactorRemoved::last)
                .containsExactly(false, true);
    }

    /** A factor is its owner's: an id of somebody else's leads nowhere. */
    @Test
    void renameWhenAnotherPersonsThenNothingHappens() {
        UUID mine = app();
        UUID stranger = TestPeople.insert(jdbc);
        assertThat(enrollments.rename(stranger, mine, new FactorLabel("x"), session.id()))
                .isFalse();
        assertThat(enrollments.rename(person, mine, new FactorLabel("x"), session.id()))
                .isTrue();
        assertThat(events.stream(FactorRenamed.class))
                .containsExactly(new FactorRenamed(person, session.id(), mine, FactorMethod.TOTP, Map.of("name", "x")));
    }

    private UUID app() {
        return Objects.requireNonNull(
                enrollments.addActive(List.of(person), FactorMethod.TOTP).get(person));
    }

    private Enrollment further(SignInSession in) {
        return enrollments.open(person, FactorMethod.TOTP, Place.FURTHER, in.id(), null);
    }

    /** MFA-10, TOTP-13: who has a factor by now needs a session that proved one. */
    @Requirement({"MFA-10", "TOTP-13"})
    @Test
    void activateWhenPersonGotAFactorElsewhereThenPasswordAloneIsRefused() {
        Enrollment late = open(session);
        SignInSession quicker = TestPeople.session(person, null, clock.instant());
        enrollments.activate(open(quicker).id(), quicker);
        assertThat(enrollments.activate(late.id(), session)).isEqualTo(Activation.REFUSED);
    }

    /** TOTP-10: sessions enrolling at once leave exactly one active factor. */
    @Requirement("TOTP-10")
    @Test
    void activateWhenManySessionsAtOnceThenExactlyOneIsActive() throws Exception {
        List<Callable<Activation>> confirmations = Stream.generate(
                        () -> TestPeople.session(person, FactorMethod.SMS, clock.instant()))
                .limit(10)
                .<Callable<Activation>>map(one -> {
                    Enrollment pending = open(one);
                    return () -> enrollments.activate(pending.id(), one);
                })
                .toList();
        List<Activation> outcomes = Parallel.all(confirmations);
        assertThat(outcomes).containsOnlyOnce(Activation.FIRST).doesNotContain(Activation.REFUSED);
        assertThat(enrollments.active(person)).hasSize(1);
    }

    /** TOTP-10: enrolment overlapping with removal. */
    @Requirement("TOTP-10")
    @Test
    void activateWhenRemovalOverlapsThenAtMostOneIsActive() throws Exception {
        for (int round = 0; round < 10; round++) {
            SignInSession proven = TestPeople.session(person, FactorMethod.TOTP, clock.instant());
            enrollments.activate(open(proven).id(), proven);
            Enrollment pending = open(proven);
            Parallel.all(List.of(
                    () -> enrollments.activate(pending.id(), proven),
                    () -> enrollments.remove(person, FactorMethod.TOTP, proven.id())));
            assertThat(enrollments.active(person))
                    .hasSizeLessThan(2)
                    .allSatisfy(one -> assertThat(one.id()).isEqualTo(pending.id()));
        }
    }

    /** TOTP-15. */
    @Requirement("TOTP-15")
    @Test
    void removeWhenLastThenOtherSessionsEnd() {
        Enrollment only = open(session);
        enrollments.activate(only.id(), session);
        assertThat(enrollments.remove(person, FactorMethod.TOTP, session.id())).isTrue();
        assertThat(enrollments.active(person)).isEmpty();
        assertThat(status(only)).isEqualTo("removed");
        verify(sessions).endOthers(person, session.id(), "factor-removed");
        assertThat(events.stream(FactorRemoved.class))
                .containsExactly(
                        new FactorRemoved(person, session.id(), only.id(), FactorMethod.TOTP, false, true, Map.of()));
    }

    @Test
    void removeWhenAnotherMethodStaysThenSessionsStay() {
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
        enrollments.addActive(List.of(person), FactorMethod.SMS);
        assertThat(enrollments.remove(person, FactorMethod.SMS, session.id())).isTrue();
        assertThat(enrollments.active(person)).extracting(Enrollment::method).containsExactly(FactorMethod.TOTP);
        verify(sessions, never()).endOthers(any(), any(), any());
    }

    @Test
    void removeWhenNotEnrolledThenSaysSo() {
        assertThat(enrollments.remove(person, FactorMethod.SMS, session.id())).isFalse();
    }

    @Test
    void usedWhenAcceptedThenKeepsTheTime() {
        UUID id = enrollments
                .addActive(List.of(person), FactorMethod.TOTP)
                .values()
                .iterator()
                .next();
        clock.advance(Duration.ofHours(1));
        enrollments.used(id);
        assertThat(enrollments.active(person, FactorMethod.TOTP))
                .hasValueSatisfying(active -> assertThat(active.lastUsedAt()).isEqualTo(clock.instant()));
    }

    @Test
    void addUnprovenWhenOwnerProvesAnotherThenIsGone() {
        Map<UUID, UUID> imported = enrollments.addUnproven(List.of(person), FactorMethod.TOTP);
        assertThat(enrollments.active(person)).isEmpty();
        enrollments.activate(open(session).id(), session);
        assertThat(jdbc.sql("select count(*) from enrollment where id = ?")
                        .param(imported.get(person))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String status(Enrollment enrollment) {
        return jdbc.sql("select status from enrollment where id = ?")
                .param(enrollment.id())
                .query(String.class)
                .single();
    }
}
