package org.vestibule.sms.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.internal.SmsSetups.Outcome;
import org.vestibule.user.User;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

/** SMS-12 and what TOTP-09, TOTP-10 ask of every set-up. */
@Requirement({"SMS-12", "TOTP-09", "TOTP-10"})
@DataJdbcTest
@RealDatabase
@Import(SmsTestConfiguration.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class SmsSetupsTests {

    private static final PhoneNumber OLD = new PhoneNumber("+12025550111");
    private static final PhoneNumber NEW = new PhoneNumber("+12025550122");

    @Autowired
    private SmsSetups setups;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private RecordingSender sender;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    @MockitoBean
    private SecuritySettingsStore settings;

    private IdpUser user = new IdpUser(
            TestPeople.person("nobody"),
            TestPeople.session(TestPeople.person("nobody").id(), null, MovingClock.START),
            Set.of());

    @BeforeEach
    void aPersonWithASession() {
        jdbc.sql("delete from attempt_counter").update();
        jdbc.sql("delete from enrollment").update();
        sender.reset();
        when(settings.current()).thenReturn(SmsTestConfiguration.settings(null));
        user = signedIn(person(), null);
    }

    private User person() {
        User person = TestPeople.person("student");
        jdbc.sql("insert into app_user (id, username, username_key) values (?, ?, ?)")
                .params(person.id(), person.username(), person.id().toString())
                .update();
        return person;
    }

    private IdpUser signedIn(User person, @Nullable FactorMethod factor) {
        return new IdpUser(person, TestPeople.session(jdbc, person.id(), factor, clock.instant()), Set.of());
    }

    private Outcome confirm(IdpUser by, String code) {
        return setups.confirm(by, code, new MockHttpServletResponse());
    }

    private void enrol(IdpUser by, PhoneNumber number) {
        assertThat(setups.open(by, number, "192.0.2.1")).isEqualTo(CodeSending.SENT);
        assertThat(confirm(by, sender.last().code())).isIn(Outcome.FIRST, Outcome.FURTHER);
    }

    @Test
    void openWhenCodeWasSentThenPendingAndCountsForNothing() {
        assertThat(setups.open(user, NEW, "192.0.2.1")).isEqualTo(CodeSending.SENT);
        assertThat(setups.running(user))
                .get()
                .extracting(SmsSetups.Running::number, SmsSetups.Running::sent)
                .containsExactly(NEW, true);
        assertThat(enrollments.active(user.id())).isEmpty();
        assertThat(setups.active(user)).isEmpty();
    }

    // TOTP-09, contract section 4: the session counts as proven by text message
    @Requirement("TOTP-09")
    @Test
    void confirmWhenRightThenFactorAndProofAreOneChange() {
        setups.open(user, NEW, "192.0.2.1");
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(setups.confirm(user, sender.last().code(), response)).isEqualTo(Outcome.FIRST);
        assertThat(setups.active(user)).contains(NEW);
        assertThat(response.getCookies()).isNotEmpty();
        assertThat(jdbc.sql("select factor_method from login_session where id = ?")
                        .param(user.session().id())
                        .query(String.class)
                        .single())
                .isEqualTo("sms");
        assertThat(setups.waitSeconds(user)).isZero();
    }

    @Test
    void confirmWhenWrongThenSetUpGoesOnUntilTheFifth() {
        setups.open(user, NEW, "192.0.2.1");
        String code = sender.last().code();
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int n = 0; n < 4; n++) {
            assertThat(confirm(user, wrong)).isEqualTo(Outcome.WRONG_CODE);
        }
        assertThat(confirm(user, wrong)).isEqualTo(Outcome.OVER);
        assertThat(confirm(user, code)).isEqualTo(Outcome.OVER);
        assertThat(enrollments.active(user.id())).isEmpty();
    }

    // SMS-07: a new code never refills the tries of a set-up
    @Requirement("SMS-07")
    @Test
    void resendWhenTriesWereSpentThenTheyStaySpent() {
        setups.open(user, NEW, "192.0.2.1");
        for (int n = 0; n < 4; n++) {
            confirm(user, sender.last().code().equals("000000") ? "000001" : "000000");
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(setups.resend(user, setups.running(user).orElseThrow(), null))
                .isEqualTo(CodeSending.SENT);
        assertThat(confirm(user, sender.last().code().equals("000000") ? "000001" : "000000"))
                .isEqualTo(Outcome.OVER);
    }

    // SMS-12: pending numbers expire in ten minutes
    @Requirement("SMS-12")
    @Test
    void confirmWhenTenMinutesHavePassedThenOver() {
        setups.open(user, NEW, "192.0.2.1");
        clock.advance(Duration.ofMinutes(10));
        assertThat(confirm(user, sender.last().code())).isEqualTo(Outcome.OVER);
    }

    // SMS-12, TOTP-10: the old number stays until then and receives a notice
    @Requirement({"SMS-12", "TOTP-10"})
    @Test
    void confirmWhenNumberIsReplacedThenOldOneStaysUntilThenAndIsTold() {
        enrol(user, OLD);
        IdpUser proven = signedIn(user.user(), FactorMethod.SMS);
        setups.open(proven, NEW, "192.0.2.1");
        assertThat(setups.active(proven)).contains(OLD);
        assertThat(confirm(proven, sender.last().code())).isEqualTo(Outcome.FURTHER);
        assertThat(setups.active(proven)).contains(NEW);
        assertThat(sender.last().to()).isEqualTo(OLD);
        assertThat(sender.last().body()).contains("now go to another phone").doesNotContain(NEW.e164());
    }

    // MFA-10: a session that never proved the factor the person has cannot add another
    @Requirement("MFA-10")
    @Test
    void confirmWhenPersonHasAFactorThisSessionNeverProvedThenRefused() {
        IdpUser other = signedIn(user.user(), null);
        setups.open(other, NEW, "192.0.2.1");
        String code = sender.last().code();
        clock.advance(Duration.ofMinutes(1));
        enrol(user, OLD);
        assertThat(confirm(other, code)).isEqualTo(Outcome.OVER);
        assertThat(setups.active(user)).contains(OLD);
    }

    // TOTP-10: a pending number of another session cannot be confirmed
    @Requirement("TOTP-10")
    @Test
    void confirmWhenCodeBelongsToAnotherSessionThenNot() {
        setups.open(user, NEW, "192.0.2.1");
        assertThat(confirm(signedIn(user.user(), null), sender.last().code())).isEqualTo(Outcome.OVER);
    }

    // SMS-06: 20 parallel submissions of one right code, one success
    @Requirement("SMS-06")
    @Test
    void confirmWhenTwentyAtOnceThenOneSucceeds() throws Exception {
        setups.open(user, NEW, "192.0.2.1");
        String code = sender.last().code();
        List<Outcome> outcomes = Parallel.times(20, () -> confirm(user, code));
        assertThat(outcomes).filteredOn(Outcome.FIRST::equals).hasSize(1);
        assertThat(outcomes).doesNotContain(Outcome.FURTHER);
    }

    // SMS-08: a double click sends one message and both lead on
    @Requirement("SMS-08")
    @Test
    void openWhenClickedTwiceAtOnceThenOneMessageAndBothGoOn() throws Exception {
        List<CodeSending> answers = Parallel.times(8, () -> setups.open(user, NEW, "192.0.2.1"));
        assertThat(answers).containsOnly(CodeSending.SENT);
        assertThat(sender.messages).hasSize(1);
        assertThat(confirm(user, sender.last().code())).isEqualTo(Outcome.FIRST);
    }

    @Test
    void openWhenAnotherNumberDuringTheCoolDownThenFormerSetUpStays() {
        setups.open(user, OLD, "192.0.2.1");
        assertThat(setups.open(user, NEW, "192.0.2.1")).isEqualTo(CodeSending.COOLING_DOWN);
        assertThat(setups.running(user))
                .get()
                .extracting(SmsSetups.Running::number)
                .isEqualTo(OLD);
        assertThat(confirm(user, sender.last().code())).isEqualTo(Outcome.FIRST);
        assertThat(setups.active(user)).contains(OLD);
    }

    @Test
    void openWhenNumberIsRefusedThenNothingIsSentOrSpent() {
        assertThat(setups.open(user, new PhoneNumber("+302101234567"), null))
                .isEqualTo(CodeSending.NOT_A_MOBILE_NUMBER);
        assertThat(setups.open(user, new PhoneNumber("+306912345678"), null)).isEqualTo(CodeSending.COUNTRY_REFUSED);
        assertThat(sender.messages).isEmpty();
        sender.outcome = SmsDelivery.Outcome.NUMBER_REFUSED;
        assertThat(setups.open(user, NEW, null)).isEqualTo(CodeSending.NUMBER_REFUSED);
        assertThat(setups.running(user))
                .get()
                .extracting(SmsSetups.Running::sent)
                .isEqualTo(false);
        assertThat(setups.waitSeconds(user)).isZero();
    }

    // SMS-12: one number may serve several users only up to a cap
    @Requirement("SMS-12")
    @Test
    void confirmWhenThreeOthersUseTheNumberThenRefusedAfterTheProofOnly() {
        for (int n = 0; n < 3; n++) {
            enrol(signedIn(person(), null), NEW);
        }
        assertThat(setups.open(user, NEW, "192.0.2.1")).isEqualTo(CodeSending.SENT);
        assertThat(confirm(user, sender.last().code())).isEqualTo(Outcome.SHARED_NUMBER);
        assertThat(enrollments.active(user.id())).isEmpty();
    }

    @Test
    void confirmWhenManyPeopleAtOnceThenNeverMoreThanThreeShareANumber() throws Exception {
        List<IdpUser> people = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            people.add(signedIn(person(), null));
            setups.open(people.get(n), NEW, "192.0.2.1");
            codes.add(sender.last().code());
        }
        List<Outcome> outcomes = Parallel.all(IntStream.range(0, 5)
                .<Callable<Outcome>>mapToObj(n -> () -> confirm(people.get(n), codes.get(n)))
                .toList());
        assertThat(outcomes).filteredOn(Outcome.FIRST::equals).hasSize(3);
    }
}
