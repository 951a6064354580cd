package org.vestibule.sms.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

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
import org.springframework.transaction.support.TransactionTemplate;
import org.vestibule.MovingClock;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.requirement.Requirement;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsBudgetAlarm;
import org.vestibule.sms.internal.CodeSlots.Answer;
import org.vestibule.sms.internal.CodeSlots.Blocked;
import org.vestibule.sms.internal.CodeSlots.Cooling;
import org.vestibule.sms.internal.CodeSlots.Taken;
import org.vestibule.throttle.Attempts;

import static org.assertj.core.api.Assertions.assertThat;

/** SMS-08, SMS-09, SMS-11. */
@Requirement({"SMS-08", "SMS-09", "SMS-11"})
@DataJdbcTest
@RealDatabase
@Import(SmsTestConfiguration.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@RecordApplicationEvents
@MockitoBean(types = SecuritySettingsStore.class)
class CodeSlotsTests {

    @Autowired
    private CodeSlots slots;

    @Autowired
    private Attempts attempts;

    @Autowired
    private KeyedHash hash;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationEvents events;

    private UUID person;
    private int numbers;

    @BeforeEach
    void aPerson() {
        jdbc.sql("delete from attempt_counter").update();
        jdbc.sql("delete from sms_send").update();
        person = TestPeople.insert(jdbc);
    }

    private Answer take(UUID who, PhoneNumber number, @Nullable String address) {
        CodeRequest request = new CodeRequest(who, UUID.randomUUID(), CodePurpose.SIGN_IN, number, address);
        return Objects.requireNonNull(transaction.execute(status -> {
            Answer answer = slots.take(request, UUID.randomUUID());
            if (!(answer instanceof Taken)) {
                status.setRollbackOnly();
            }
            return answer;
        }));
    }

    /** A number nobody else had, each with a beginning of its own. */
    private PhoneNumber number() {
        return new PhoneNumber("+1202%03d0167".formatted(200 + numbers++));
    }

    private boolean taken(UUID who, @Nullable String address) {
        return take(who, number(), address) instanceof Taken;
    }

    @Test
    void takeWhenRepeatedThenWaits60Then120Then240Seconds() {
        assertThat(slots.waitSeconds(person)).isZero();
        for (int wait : new int[] {60, 120, 240}) {
            assertThat(taken(person, null)).isTrue();
            assertThat(slots.waitSeconds(person)).isEqualTo(wait);
            clock.advance(Duration.ofSeconds(wait - 1));
            assertThat(take(person, number(), null)).isEqualTo(new Cooling());
            assertThat(slots.waitSeconds(person)).isEqualTo(1);
            clock.advance(Duration.ofSeconds(1));
            assertThat(slots.waitSeconds(person)).isZero();
        }
        assertThat(taken(person, null)).isTrue();
    }

    @Test
    void takeWhenAnHourWithoutSendingThenWaitingStartsOver() {
        take(person, number(), null);
        clock.advance(Duration.ofMinutes(1));
        take(person, number(), null);
        clock.advance(Duration.ofHours(1));
        assertThat(taken(person, null)).isTrue();
        assertThat(slots.waitSeconds(person)).isEqualTo(60);
    }

    @Test
    void takeWhenSecondFactorWasCompletedThenWaitingStartsOver() {
        take(person, number(), null);
        assertThat(taken(person, null)).isFalse();
        slots.startOver(person);
        assertThat(slots.waitSeconds(person)).isZero();
        assertThat(taken(person, null)).isTrue();
        assertThat(slots.waitSeconds(person)).isEqualTo(60);
    }

    @Test
    void takeWhenFiveInAnHourThenWaitsForTheOldestEvenAfterCompletedFactors() {
        for (int n = 0; n < 5; n++) {
            assertThat(taken(person, null)).isTrue();
            slots.startOver(person);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(take(person, number(), null)).isEqualTo(new Cooling());
        assertThat(slots.waitSeconds(person)).isBetween(55L * 60, 55L * 60 + 1);
        clock.advance(Duration.ofMinutes(55).plusSeconds(1));
        assertThat(slots.waitSeconds(person)).isZero();
        assertThat(taken(person, null)).isTrue();
    }

    @Test
    void takeWhenTenInADayThenWaitsUntilTomorrow() {
        for (int n = 0; n < 10; n++) {
            assertThat(taken(person, null)).isTrue();
            clock.advance(Duration.ofMinutes(90));
        }
        assertThat(take(person, number(), null)).isEqualTo(new Cooling());
        clock.advance(Duration.ofHours(9).plusSeconds(1));
        assertThat(taken(person, null)).isTrue();
    }

    @Test
    void takeWhenOneNumberIsUsedByManyPeopleThenFiveAnHourAndTenADay() {
        PhoneNumber number = number();
        for (int n = 0; n < 10; n++) {
            assertThat(take(TestPeople.insert(jdbc), number, null)).isInstanceOf(Taken.class);
            if (n == 4) {
                assertThat(take(TestPeople.insert(jdbc), number, null)).isEqualTo(new Blocked("sms-number-hour"));
                clock.advance(Duration.ofHours(1));
            }
        }
        clock.advance(Duration.ofHours(1));
        assertThat(take(TestPeople.insert(jdbc), number, null)).isEqualTo(new Blocked("sms-number-day"));
    }

    @Test
    void takeWhenNumbersShareTheirBeginningThenThirtyAnHour() {
        for (int n = 0; n < 30; n++) {
            assertThat(take(TestPeople.insert(jdbc), new PhoneNumber("+120255501%02d".formatted(n)), "192.0.2." + n))
                    .isInstanceOf(Taken.class);
        }
        assertThat(take(TestPeople.insert(jdbc), new PhoneNumber("+12025550199"), null))
                .isEqualTo(new Blocked("sms-prefix-hour"));
    }

    @Test
    void takeWhenAddressIsNewToThePeopleThenTwentyAnHourOverAnIpv6Site() {
        for (int n = 0; n < 20; n++) {
            assertThat(taken(TestPeople.insert(jdbc), "2001:db8:0:1::" + Integer.toHexString(n + 1)))
                    .isTrue();
        }
        assertThat(take(TestPeople.insert(jdbc), number(), "2001:db8:0:1:ffff::1"))
                .isEqualTo(new Blocked("sms-address-hour"));
        assertThat(taken(TestPeople.insert(jdbc), "2001:db8:0:2::1")).isTrue();
    }

    @Test
    void takeWhenPersonHasSignedInFromTheAddressThenTheLargerBudgetHolds() {
        for (int n = 0; n < 20; n++) {
            taken(TestPeople.insert(jdbc), "198.51.100.7");
        }
        UUID known = TestPeople.insert(jdbc);
        TestPeople.session(jdbc, known, null, clock.instant());
        jdbc.sql("update login_session set source_ip = inet '198.51.100.7' where user_id = ?")
                .param(known)
                .update();
        assertThat(taken(known, "198.51.100.7")).isTrue();
        assertThat(taken(TestPeople.insert(jdbc), "198.51.100.7")).isFalse();
    }

    @Test
    void takeWhenFourFifthsOfTheDayAreSpentThenAlarmOnceAndAtTheWholeNothingMore() {
        for (int n = 0; n < 46; n++) {
            attempts.take("sms-all-day", "", SmsTestConfiguration.ALL_DAY, Duration.ofDays(1));
        }
        taken(TestPeople.insert(jdbc), null);
        assertThat(events.stream(SmsBudgetAlarm.class)).isEmpty();
        taken(TestPeople.insert(jdbc), null);
        taken(TestPeople.insert(jdbc), null);
        assertThat(events.stream(SmsBudgetAlarm.class)).containsExactly(new SmsBudgetAlarm("sms-all-day", 60));
        for (int n = 49; n < 60; n++) {
            assertThat(taken(TestPeople.insert(jdbc), null)).isTrue();
        }
        assertThat(take(TestPeople.insert(jdbc), number(), null)).isEqualTo(new Blocked("sms-all-day"));
    }

    @Test
    void takeWhenABudgetIsEmptyThenNothingElseIsSpent() {
        PhoneNumber number = number();
        for (int n = 0; n < 5; n++) {
            take(TestPeople.insert(jdbc), number, null);
        }
        int before = attempts.taken("sms-all-day", "");
        take(person, number, null);
        assertThat(attempts.taken("sms-all-day", "")).isEqualTo(before);
        assertThat(slots.waitSeconds(person)).isZero();
    }

    @Test
    void takeWhenHardlyAnyCodeOfABeginningWasEnteredThenStopped() {
        byte[] prefix = hash.mac("sms-prefix", "+1202999".getBytes(StandardCharsets.US_ASCII));
        List<UUID> sent = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            UUID id = UUID.randomUUID();
            sent.add(id);
            jdbc.sql("insert into sms_send (id, user_id, prefix_hash, sent_at) values (?, ?, ?, ?)")
                    .params(id, TestPeople.insert(jdbc), prefix, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        PhoneNumber number = new PhoneNumber("+12029990123");
        clock.advance(Duration.ofMinutes(6));
        assertThat(take(person, number, null)).isEqualTo(new Blocked("sms-conversion"));
        sent.subList(0, 10).forEach(slots::entered);
        assertThat(take(person, number, null)).isInstanceOf(Taken.class);
    }
}
