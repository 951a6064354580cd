package org.vestibule.totp.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;
import org.vestibule.totp.internal.TotpSetups.Outcome;
import org.vestibule.user.User;

import static org.assertj.core.api.Assertions.assertThat;

@TotpDataTest
class TotpSetupsTests {

    @Autowired
    private TotpSetups setups;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    private IdpUser user = anybody();

    @BeforeEach
    void aPersonWithASession() {
        User person = TestPeople.person("student");
        jdbc.sql("insert into app_user (id, username, username_key) values (?, ?, ?)")
                .params(person.id(), person.username(), person.id().toString())
                .update();
        user = signedIn(person, null);
    }

    private IdpUser signedIn(User person, @Nullable FactorMethod factor) {
        SignInSession session = TestPeople.session(jdbc, person.id(), factor, clock.instant());
        return new IdpUser(person, session, Set.of());
    }

    private static IdpUser anybody() {
        User person = TestPeople.person("anybody");
        return new IdpUser(person, TestPeople.session(person.id(), null, MovingClock.START), Set.of());
    }

    private static TotpKey key(OpenedSetup opened) {
        return TotpKey.ofDefault(Base32.decode(opened.groupedKey()));
    }

    private String code(OpenedSetup opened, long drift) {
        return TotpCodes.code(key(opened), TotpCodes.step(clock.instant()) + drift);
    }

    private Outcome confirm(IdpUser by, OpenedSetup opened, String code) {
        return setups.confirm(by, opened.id().toString(), code, new MockHttpServletResponse());
    }

    /** TOTP-02, TOTP-12. */
    @Requirement({"TOTP-02", "TOTP-12"})
    @Test
    void openWhenCalledThenMakesAFreshKeyOf160Bits() throws Exception {
        OpenedSetup opened = setups.open(user, "192.0.2.1");
        assertThat(Base32.decode(opened.groupedKey())).hasSize(20);
        assertThat(opened.groupedKey()).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        assertThat(URI.create(opened.uri()).getPath()).isEqualTo("/Vestibule:student");
        assertThat(QrPicture.read(opened.qrCode().size(), opened.qrCode().path()))
                .isEqualTo(opened.uri());
        assertThat(setups.open(user, null).uri()).isNotEqualTo(opened.uri());
    }

    /** TOTP-09: the confirmed factor is active and its time step is spent; the session has proven it. */
    @Requirement("TOTP-09")
    @Test
    void confirmWhenRightThenFactorStepAndProofAreOneChange() {
        OpenedSetup opened = setups.open(user, "192.0.2.1");
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(setups.confirm(user, opened.id().toString(), code(opened, 0), response))
                .isEqualTo(Outcome.FIRST);
        assertThat(enrollments.active(user.id())).extracting(Enrollment::id).containsExactly(opened.id());
        assertThat(response.getCookies()).isNotEmpty();
        assertThat(jdbc.sql("select factor_method from login_session where id = ?")
                        .param(user.session().id())
                        .query(String.class)
                        .single())
                .isEqualTo("totp");
        assertThat(jdbc.sql("select last_step from totp_secret where enrollment_id = ?")
                        .param(opened.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(TotpCodes.step(clock.instant()));
    }

    /** S14: "wrong code does not activate and does not throw the secret away". */
    @Test
    void confirmWhenWrongThenSetUpStays() {
        OpenedSetup opened = setups.open(user, null);
        assertThat(confirm(user, opened, code(opened, 1000))).isEqualTo(Outcome.WRONG_CODE);
        assertThat(enrollments.active(user.id())).isEmpty();
        assertThat(confirm(user, opened, code(opened, 0))).isEqualTo(Outcome.FIRST);
    }

    /** TOTP-09: "limits wrong tries to 5". */
    @Requirement("TOTP-09")
    @Test
    void confirmWhenFifthIsWrongThenIsOver() {
        OpenedSetup opened = setups.open(user, null);
        for (int tried = 1; tried < 5; tried++) {
            assertThat(confirm(user, opened, code(opened, 1000))).isEqualTo(Outcome.WRONG_CODE);
        }
        assertThat(confirm(user, opened, code(opened, 1000))).isEqualTo(Outcome.OVER);
        assertThat(confirm(user, opened, code(opened, 0))).isEqualTo(Outcome.OVER);
        assertThat(enrollments.active(user.id())).isEmpty();
    }

    @Test
    void confirmWhenTenMinutesPassedThenIsOver() {
        OpenedSetup opened = setups.open(user, null);
        clock.advance(Duration.ofMinutes(10));
        assertThat(confirm(user, opened, code(opened, 0))).isEqualTo(Outcome.OVER);
    }

    @Test
    void confirmWhenOpenedAgainInAnotherTabThenFormerTabIsOver() {
        OpenedSetup former = setups.open(user, null);
        OpenedSetup newer = setups.open(user, null);
        assertThat(confirm(user, former, code(former, 0))).isEqualTo(Outcome.OVER);
        assertThat(confirm(user, newer, code(newer, 0))).isEqualTo(Outcome.FIRST);
    }

    /** TOTP-10: "a pending secret of another session cannot be confirmed". */
    @Requirement("TOTP-10")
    @Test
    void confirmWhenSetUpIsAnotherSessionsThenIsOver() {
        OpenedSetup opened = setups.open(user, null);
        IdpUser elsewhere = signedIn(user.user(), null);
        assertThat(confirm(elsewhere, opened, code(opened, 0))).isEqualTo(Outcome.OVER);
        assertThat(enrollments.active(user.id())).isEmpty();
    }

    @Test
    void confirmWhenSessionHasEndedThenNothingHappens() {
        OpenedSetup opened = setups.open(user, null);
        jdbc.sql("update login_session set ended_at = now(), end_reason = 'signed-out' where id = ?")
                .param(user.session().id())
                .update();
        assertThat(confirm(user, opened, code(opened, 0))).isEqualTo(Outcome.OVER);
        assertThat(enrollments.active(user.id())).isEmpty();
    }

    /** TOTP-10: replaced at the moment of confirmation, and then only the new app's codes count. */
    @Requirement("TOTP-10")
    @Test
    void confirmWhenOneIsActiveThenNewOneTakesItsPlace() {
        OpenedSetup older = setups.open(user, null);
        confirm(user, older, code(older, 0));
        IdpUser proven = signedIn(user.user(), FactorMethod.TOTP);
        OpenedSetup newer = setups.open(proven, null);
        assertThat(confirm(proven, newer, code(newer, 0))).isEqualTo(Outcome.FURTHER);
        assertThat(enrollments.active(user.id())).extracting(Enrollment::id).containsExactly(newer.id());
        assertThat(jdbc.sql("select count(*) from totp_secret where enrollment_id = ?")
                        .param(older.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** A double click: one confirms, the others change nothing. */
    @Test
    void confirmWhenTwentyAtOnceThenOneIsActive() throws Exception {
        OpenedSetup opened = setups.open(user, null);
        String code = code(opened, 0);
        List<Outcome> outcomes = Parallel.times(20, () -> confirm(user, opened, code));
        assertThat(outcomes).containsOnlyOnce(Outcome.FIRST);
        assertThat(enrollments.active(user.id())).hasSize(1);
    }

    /** TOTP-10: two sessions at once, neither of which has proven a factor: the first wins, one is active. */
    @Requirement("TOTP-10")
    @Test
    void confirmWhenTwoSessionsAtOnceThenExactlyOneIsActive() throws Exception {
        for (int round = 0; round < 5; round++) {
            aPersonWithASession();
            IdpUser elsewhere = signedIn(user.user(), null);
            OpenedSetup here = setups.open(user, null);
            OpenedSetup there = setups.open(elsewhere, null);
            List<Outcome> outcomes = Parallel.all(
                    List.of(() -> confirm(user, here, code(here, 0)), () -> confirm(elsewhere, there, code(there, 0))));
            assertThat(outcomes).containsExactlyInAnyOrder(Outcome.FIRST, Outcome.OVER);
            UUID winner = outcomes.get(0) == Outcome.FIRST ? here.id() : there.id();
            assertThat(enrollments.active(user.id())).extracting(Enrollment::id).containsExactly(winner);
        }
    }
}
