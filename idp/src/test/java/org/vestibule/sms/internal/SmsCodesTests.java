package org.vestibule.sms.internal;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

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
import org.springframework.transaction.support.TransactionTemplate;
import org.vestibule.MovingClock;
import org.vestibule.Parallel;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery.Outcome;
import org.vestibule.sms.SmsFailed;
import org.vestibule.sms.SmsSent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

@DataJdbcTest
@RealDatabase
@Import(SmsTestConfiguration.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@RecordApplicationEvents
class SmsCodesTests {

    private static final PhoneNumber NUMBER = new PhoneNumber("+12025550167");

    @Autowired
    private SmsCodes codes;

    @Autowired
    private CodeSlots slots;

    @Autowired
    private Challenges challenges;

    @Autowired
    private RecordingSender sender;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationEvents events;

    @MockitoBean
    private SecuritySettingsStore settings;

    private CodeRequest request;

    @BeforeEach
    void aPersonInASession() {
        jdbc.sql("delete from attempt_counter").update();
        jdbc.sql("delete from sms_send").update();
        sender.reset();
        when(settings.current()).thenReturn(SmsTestConfiguration.settings(null));
        request = request(CodePurpose.SIGN_IN, NUMBER);
    }

    private CodeRequest request(CodePurpose purpose, PhoneNumber number) {
        UUID person = TestPeople.insert(jdbc);
        UUID session = TestPeople.session(jdbc, person, null, clock.instant()).id();
        return new CodeRequest(person, session, purpose, number, "192.0.2.1");
    }

    private FactorVerification verify(CodeRequest asked, String code) {
        return Objects.requireNonNull(transaction.execute(status -> codes.verify(asked, code)));
    }

    /** The same digits with the last one changed. */
    private static String wrong(String code) {
        return code.substring(0, 5) + (code.charAt(5) == '9' ? '0' : (char) (code.charAt(5) + 1));
    }

    // SMS-17, contract section 6
    @Requirement("SMS-17")
    @Test
    void sendWhenAllowedThenTextIsExactlyTheTemplate() {
        assertThat(codes.send(request)).isEqualTo(CodeSending.SENT);
        String code = sender.last().code();
        assertThat(sender.messages).hasSize(1);
        assertThat(sender.last().to()).isEqualTo(NUMBER);
        assertThat(code).matches("[0-9]{6}");
        assertThat(sender.last().body())
                .isEqualTo(code + " is your Vestibule security code. Do not share it.\n\n@localhost #" + code)
                .hasSizeLessThanOrEqualTo(140);
        assertThat(events.stream(SmsSent.class))
                .containsExactly(new SmsSent(request.userId(), request.sessionId(), "sign-in", "+1 •••••67"));
    }

    // SMS-04
    @Requirement("SMS-04")
    @Test
    void sendWhenAllowedThenTheCodeIsNowhereInTheDatabase() {
        codes.send(request);
        String row = jdbc.sql("select cast(c as text) from sms_challenge c where session_id = ?")
                .param(request.sessionId())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(sender.last().code());
    }

    // SMS-04: erased on success
    @Requirement("SMS-04")
    @Test
    void verifyWhenRightThenAcceptedOnceAndErased() {
        codes.send(request);
        String code = sender.last().code();
        assertThat(verify(request, code)).isEqualTo(FactorVerification.ACCEPTED);
        assertThat(verify(request, code)).isEqualTo(FactorVerification.USED_CODE);
        assertThat(count("sms_challenge where code_hash is not null and session_id = ?", request.sessionId()))
                .isZero();
        assertThat(count("sms_send where entered_at is not null and user_id = ?", request.userId()))
                .isOne();
    }

    // SMS-06: 20 parallel submissions of one right code, one success
    @Requirement("SMS-06")
    @Test
    void verifyWhenTwentyAtOnceThenOneIsAccepted() throws Exception {
        codes.send(request);
        String code = sender.last().code();
        List<FactorVerification> answers = Parallel.times(20, () -> verify(request, code));
        assertThat(answers).filteredOn(FactorVerification.ACCEPTED::equals).hasSize(1);
    }

    // SMS-06, TOTP-08: parallel guesses never get more than five evaluations
    @Requirement({"SMS-06", "TOTP-08"})
    @Test
    void verifyWhenManyWrongAtOnceThenNoMoreThanFiveAreEvaluated() throws Exception {
        codes.send(request);
        String code = sender.last().code();
        List<FactorVerification> answers = Parallel.times(40, () -> verify(request, wrong(code)));
        assertThat(answers).filteredOn(FactorVerification.WRONG_CODE::equals).hasSize(5);
        assertThat(verify(request, code)).isEqualTo(FactorVerification.EXPIRED_CODE);
    }

    // SMS-08: reload and parallel POST give one message
    @Requirement("SMS-08")
    @Test
    void sendWhenTwentyAtOnceThenOneMessage() throws Exception {
        List<CodeSending> answers = Parallel.times(20, () -> codes.send(request));
        assertThat(sender.messages).hasSize(1);
        assertThat(answers).filteredOn(CodeSending.SENT::equals).hasSize(1);
        assertThat(answers).filteredOn(CodeSending.COOLING_DOWN::equals).hasSize(19);
    }

    // SMS-08: across sessions
    @Requirement("SMS-08")
    @Test
    void sendWhenCoolingDownInAnotherSessionThenNothingIsSentAndTheFormerCodeStaysGood() {
        codes.send(request);
        UUID other = TestPeople.session(jdbc, request.userId(), null, clock.instant())
                .id();
        assertThat(codes.send(in(request, other, CodePurpose.SIGN_IN, NUMBER))).isEqualTo(CodeSending.COOLING_DOWN);
        assertThat(codes.send(request)).isEqualTo(CodeSending.COOLING_DOWN);
        assertThat(sender.messages).hasSize(1);
        assertThat(verify(request, sender.last().code())).isEqualTo(FactorVerification.ACCEPTED);
    }

    // SMS-06, SMS-07: newest only, and a resend in a loop never refills the tries
    @Requirement({"SMS-06", "SMS-07"})
    @Test
    void sendWhenAgainThenOnlyTheNewestCodeWorksAndTheTriesStay() {
        codes.send(request);
        String first = sender.last().code();
        verify(request, wrong(first));
        verify(request, wrong(first));
        clock.advance(Duration.ofMinutes(1));
        assertThat(codes.send(request)).isEqualTo(CodeSending.SENT);
        String second = sender.last().code();
        if (!first.equals(second)) {
            assertThat(verify(request, first)).isEqualTo(FactorVerification.WRONG_CODE_AFTER_RESEND);
        }
        verify(request, wrong(second));
        verify(request, wrong(second));
        verify(request, wrong(second));
        clock.advance(Duration.ofMinutes(2));
        codes.send(request);
        assertThat(verify(request, sender.last().code())).isEqualTo(FactorVerification.EXPIRED_CODE);
    }

    // SMS-03: by database time; a slow queue does not extend it
    @Requirement("SMS-03")
    @Test
    void verifyWhenFiveMinutesHavePassedInTheDatabaseThenExpired() {
        codes.send(request);
        jdbc.sql("update sms_challenge set sent_at = sent_at - interval '301 seconds', "
                        + "expires_at = expires_at - interval '301 seconds' where session_id = ?")
                .param(request.sessionId())
                .update();
        assertThat(verify(request, sender.last().code())).isEqualTo(FactorVerification.EXPIRED_CODE);
    }

    // SMS-05
    @Requirement("SMS-05")
    @Test
    void verifyWhenSessionUserNumberOrPurposeDiffersThenNotAccepted() {
        codes.send(request);
        String code = sender.last().code();
        UUID otherSession = TestPeople.session(jdbc, request.userId(), null, clock.instant())
                .id();
        CodeRequest otherPerson = request(CodePurpose.SIGN_IN, NUMBER);
        assertThat(List.of(
                        verify(in(request, otherSession, CodePurpose.SIGN_IN, NUMBER), code),
                        verify(in(otherPerson, request.sessionId(), CodePurpose.SIGN_IN, NUMBER), code),
                        verify(otherPerson, code),
                        verify(in(request, request.sessionId(), CodePurpose.STEP_UP, NUMBER), code),
                        verify(
                                in(request, request.sessionId(), CodePurpose.SIGN_IN, new PhoneNumber("+12025550168")),
                                code)))
                .containsOnly(FactorVerification.EXPIRED_CODE);
        assertThat(verify(request, code)).isEqualTo(FactorVerification.ACCEPTED);
    }

    // SMS-04: the hash covers challenge, user and purpose
    @Requirement("SMS-04")
    @Test
    void verifyWhenHashWasCopiedFromAnotherChallengeThenWrong() {
        codes.send(request);
        String code = sender.last().code();
        CodeRequest victim = request(CodePurpose.SIGN_IN, new PhoneNumber("+12025550168"));
        codes.send(victim);
        jdbc.sql("""
                        update sms_challenge set code_hash =
                            (select code_hash from sms_challenge where session_id = ?) where session_id = ?
                        """).params(request.sessionId(), victim.sessionId()).update();
        assertThat(verify(victim, code)).isEqualTo(FactorVerification.WRONG_CODE);
    }

    // SMS-10: shrinking the list also stops existing numbers
    @Requirement("SMS-10")
    @Test
    void sendWhenCountryIsNoLongerAllowedThenNothingIsSent() {
        when(settings.current()).thenReturn(SmsTestConfiguration.settings(List.of("GR")));
        assertThat(codes.send(request)).isEqualTo(CodeSending.COUNTRY_REFUSED);
        assertThat(sender.messages).isEmpty();
        assertThat(events.stream(SmsFailed.class))
                .singleElement()
                .extracting(SmsFailed::reason, SmsFailed::number)
                .containsExactly("country-not-allowed", "+1 •••••67");
    }

    // SMS-09: refunded when certainly not accepted
    @Requirement("SMS-09")
    @Test
    void sendWhenGatewayCertainlyDidNotAcceptThenNothingIsSpent() {
        for (Outcome outcome : List.of(Outcome.WRONG_KEY, Outcome.NOT_SENT, Outcome.TOO_MANY_REQUESTS)) {
            sender.outcome = outcome;
            for (int n = 0; n < 4; n++) {
                assertThat(codes.send(request)).isEqualTo(CodeSending.FAILED);
            }
        }
        assertThat(slots.waitSeconds(request.userId())).isZero();
        assertThat(challenges.find(request).filter(Challenges.Stored::live)).isEmpty();
        assertThat(count("attempt_counter where count > 0")).isZero();
        assertThat(count("sms_send")).isZero();
        sender.outcome = Outcome.ACCEPTED;
        assertThat(codes.send(request)).isEqualTo(CodeSending.SENT);
    }

    // SMS-09: kept when it may have been accepted, and then its code is good
    @Requirement("SMS-09")
    @Test
    void sendWhenGatewayMayHaveAcceptedThenSlotIsSpentAndCodeWorks() {
        sender.outcome = Outcome.UNKNOWN;
        assertThat(codes.send(request)).isEqualTo(CodeSending.FAILED);
        assertThat(slots.waitSeconds(request.userId())).isEqualTo(60);
        assertThat(verify(request, sender.last().code())).isEqualTo(FactorVerification.ACCEPTED);
    }

    // SMS-15: 21610, opted out: do not retry
    @Requirement("SMS-15")
    @Test
    void sendWhenOwnerWantsNoMessagesThenNotTriedAgainForADay() {
        sender.outcome = Outcome.OPTED_OUT;
        assertThat(codes.send(request)).isEqualTo(CodeSending.FAILED);
        sender.outcome = Outcome.ACCEPTED;
        assertThat(codes.send(request)).isEqualTo(CodeSending.FAILED);
        assertThat(sender.messages).hasSize(1);
        assertThat(codes.send(request(CodePurpose.SIGN_IN, new PhoneNumber("+12025550168"))))
                .isEqualTo(CodeSending.SENT);
        clock.advance(Duration.ofDays(1));
        assertThat(codes.send(request)).isEqualTo(CodeSending.SENT);
    }

    // SMS-15: 30450 and others: prefix hold
    @Requirement("SMS-15")
    @Test
    void sendWhenGatewayBlocksANumberThenItsNeighboursRestForAnHour() {
        sender.outcome = Outcome.BLOCKED;
        codes.send(request);
        sender.outcome = Outcome.ACCEPTED;
        CodeRequest neighbour = request(CodePurpose.SIGN_IN, new PhoneNumber("+12025550168"));
        assertThat(codes.send(neighbour)).isEqualTo(CodeSending.FAILED);
        assertThat(codes.send(request(CodePurpose.SIGN_IN, new PhoneNumber("+12025560168"))))
                .isEqualTo(CodeSending.SENT);
        clock.advance(Duration.ofHours(1));
        assertThat(codes.send(neighbour)).isEqualTo(CodeSending.SENT);
    }

    @Test
    void sendWhenGatewayRefusesTheNumberThenSaysSo() {
        sender.outcome = Outcome.NUMBER_REFUSED;
        assertThat(codes.send(request)).isEqualTo(CodeSending.NUMBER_REFUSED);
        sender.outcome = Outcome.COUNTRY_NOT_ENABLED;
        assertThat(codes.send(request)).isEqualTo(CodeSending.COUNTRY_REFUSED);
    }

    private static CodeRequest in(CodeRequest of, UUID session, CodePurpose purpose, PhoneNumber number) {
        return new CodeRequest(of.userId(), session, purpose, number, of.sourceIp());
    }

    private int count(String where, Object... parameters) {
        return jdbc.sql("select count(*) from " + where)
                .params(parameters)
                .query(Integer.class)
                .single();
    }
}
