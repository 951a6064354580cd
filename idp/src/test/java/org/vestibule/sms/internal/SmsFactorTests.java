package org.vestibule.sms.internal;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.vestibule.MovingClock;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorRequest.Purpose;
import org.vestibule.enrollment.spi.FactorSending;
import org.vestibule.enrollment.spi.FactorVerification;
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
class SmsFactorTests {

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

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @MockitoBean
    private SecuritySettingsStore settings;

    private FactorRequest request = new FactorRequest(UUID.randomUUID(), UUID.randomUUID(), Purpose.SIGN_IN, null);

    @BeforeEach
    void aPersonWithAPhone() {
        jdbc.sql("delete from attempt_counter").update();
        sender.reset();
        when(settings.current()).thenReturn(SmsTestConfiguration.settings(null));
        UUID person = TestPeople.insert(jdbc);
        UUID session = TestPeople.session(jdbc, person, null, clock.instant()).id();
        enrollments.addActive(Set.of(person), FactorMethod.SMS).values().forEach(id -> phones.add(id, NUMBER));
        request = new FactorRequest(person, session, Purpose.SIGN_IN, "192.0.2.1");
    }

    private FactorVerification verify(String code) {
        return Objects.requireNonNull(transaction.execute(status -> factor.verify(request, code)));
    }

    // ux.md, section 4; SMS-13
    @Test
    void promptWhenSentThenSaysWhereAndWhenAndHowLongToWait() {
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
    @Test
    void promptWhenAskedThenSendsNothing() {
        factor.prompt(request);
        factor.usable(request);
        assertThat(sender.messages).isEmpty();
    }

    @Test
    void verifyWhenRightThenAcceptedAndLastUseIsNoted() {
        factor.send(request);
        assertThat(verify(sender.last().code())).isEqualTo(FactorVerification.ACCEPTED);
        assertThat(enrollments
                        .active(request.userId(), FactorMethod.SMS)
                        .orElseThrow()
                        .lastUsedAt())
                .isEqualTo(clock.instant());
        assertThat(verify(sender.last().code())).isEqualTo(FactorVerification.USED_CODE);
    }

    @Test
    void verifyWhenNothingWasSentThenNotAccepted() {
        assertThat(verify("123456")).isEqualTo(FactorVerification.EXPIRED_CODE);
    }

    // TOTP-09: a pending number is never usable for login
    @Test
    void usableWhenOnlyPendingOrUnprovenThenNot() {
        UUID person = TestPeople.insert(jdbc);
        enrollments.addUnproven(Set.of(person), FactorMethod.SMS).values().forEach(id -> phones.add(id, NUMBER));
        FactorRequest other = new FactorRequest(person, UUID.randomUUID(), Purpose.SIGN_IN, null);
        assertThat(factor.usable(other)).isFalse();
        assertThat(factor.send(other)).isEqualTo(FactorSending.FAILED);
        assertThat(factor.usable(request)).isTrue();
    }

    // SMS-15: one neutral answer, whatever the gateway said
    @Test
    void sendWhenGatewayFailsThenFailedWhateverItSaid() {
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.ACCEPTED && outcome != Outcome.UNKNOWN) {
                sender.outcome = outcome;
                assertThat(factor.send(request)).isEqualTo(FactorSending.FAILED);
            }
        }
    }

    @Test
    void completedWhenCalledThenWaitingStartsOver() {
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
