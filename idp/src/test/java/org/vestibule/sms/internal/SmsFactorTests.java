package org.vestibule.sms.internal;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.MovingClock;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorRequest.Purpose;
import org.vestibule.enrollment.spi.FactorSending;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.enrollment.spi.SecondFactorContract;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

@DataJdbcTest
@RealDatabase
@Import(SmsTestConfiguration.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class SmsFactorTests extends SecondFactorContract {

    private static final PhoneNumber NUMBER = new PhoneNumber("+12025550167");

    @Autowired
    private SmsFactor factor;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private Phones phones;

    @Autowired
    private RecordingSender sender;

    @Autowired
    private MovingClock clock;

    @MockitoBean
    private SecuritySettingsStore settings;

    private FactorRequest request = new FactorRequest(UUID.randomUUID(), UUID.randomUUID(), Purpose.SIGN_IN, null);

    @BeforeEach
    void aPersonInASession() {
        jdbc.sql("delete from attempt_counter").update();
        sender.reset();
        when(settings.current()).thenReturn(SmsTestConfiguration.settings(null));
        session = TestPeople.session(jdbc, person, null, clock.instant()).id();
        request = request(person);
    }

    @Override
    protected SecondFactor factor() {
        return factor;
    }

    @Override
    protected void enrol(UUID person) {
        enrollments.addActive(Set.of(person), FactorMethod.SMS).values().forEach(id -> phones.add(id, NUMBER));
    }

    @Override
    protected String rightCode(FactorRequest request) {
        assertThat(factor.send(request)).isEqualTo(FactorSending.SENT);
        return sender.last().code();
    }

    @Override
    protected String wrongCode(FactorRequest request) {
        return sender.last().code().equals("000000") ? "000001" : "000000";
    }

    // ux.md, section 4; SMS-13
    @Requirement("SMS-13")
    @Test
    void promptWhenSentThenSaysWhereAndWhenAndHowLongToWait() {
        enrol(person);
        assertThat(factor.prompt(request).hintKey()).isEqualTo("sms.hint.number");
        assertThat(factor.send(request)).isEqualTo(FactorSending.SENT);
        FactorPrompt prompt = factor.prompt(request);
        String now = DateTimeFormatter.ofPattern("HH").format(ZonedDateTime.now(ZoneId.systemDefault()));
        assertThat(prompt.hintKey()).isEqualTo("sms.hint.sent");
        assertThat(prompt.hintArguments()).first().isEqualTo("+1 •••••67");
        assertThat(prompt.hintArguments().get(1).toString())
                .matches("[0-9]{2}:[0-9]{2}")
                .startsWith(now);
        assertThat(prompt.helpArguments()).containsExactly("+1 •••••67");
        assertThat(prompt.sends()).isTrue();
        assertThat(prompt.waitSeconds()).isEqualTo(60);
    }

    // SMS-08: opening a page sends nothing
    @Requirement("SMS-08")
    @Test
    void promptWhenAskedThenSendsNothing() {
        factor.prompt(request);
        factor.usable(request);
        assertThat(sender.messages).isEmpty();
    }

    @Test
    void verifyWhenRightThenAcceptedAndLastUseIsNoted() {
        enrol(person);
        factor.send(request);
        assertThat(verify(request, sender.last().code())).isEqualTo(FactorVerification.ACCEPTED);
        assertThat(enrollments
                        .active(request.userId(), FactorMethod.SMS)
                        .orElseThrow()
                        .lastUsedAt())
                .isEqualTo(clock.instant());
        assertThat(verify(request, sender.last().code())).isEqualTo(FactorVerification.USED_CODE);
    }

    @Test
    void verifyWhenNothingWasSentThenNotAccepted() {
        enrol(person);
        assertThat(verify(request, "123456")).isEqualTo(FactorVerification.EXPIRED_CODE);
    }

    // TOTP-09: a pending number is never usable for login
    @Requirement("TOTP-09")
    @Test
    void usableWhenOnlyPendingOrUnprovenThenNot() {
        enrollments.addUnproven(Set.of(person), FactorMethod.SMS).values().forEach(id -> phones.add(id, NUMBER));
        assertThat(factor.usable(request)).isFalse();
        assertThat(factor.send(request)).isEqualTo(FactorSending.FAILED);
    }

    // SMS-15: one neutral answer, whatever the gateway said
    @Requirement("SMS-15")
    @Test
    void sendWhenGatewayFailsThenFailedWhateverItSaid() {
        enrol(person);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.ACCEPTED && outcome != Outcome.UNKNOWN) {
                sender.outcome = outcome;
                assertThat(factor.send(request)).isEqualTo(FactorSending.FAILED);
            }
        }
    }

    @Test
    void completedWhenCalledThenWaitingStartsOver() {
        enrol(person);
        factor.send(request);
        assertThat(factor.send(request)).isEqualTo(FactorSending.COOLING_DOWN);
        factor.completed(request);
        assertThat(factor.send(request)).isEqualTo(FactorSending.SENT);
    }

    @Test
    void allowedWhenServiceIsOffThenNot() {
        assertThat(factor.allowed(SecuritySettings.initial())).isFalse();
        assertThat(factor.allowed(SmsTestConfiguration.settings(null))).isTrue();
    }
}
