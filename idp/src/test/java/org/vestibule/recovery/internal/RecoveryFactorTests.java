package org.vestibule.recovery.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.enrollment.spi.SecondFactorContract;
import org.vestibule.recovery.RecoveryCodeUsed;
import org.vestibule.recovery.RecoveryStates;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.user.HashQueueFullException;

import static org.assertj.core.api.Assertions.assertThat;

@RecoveryDataTest
@RecordApplicationEvents
class RecoveryFactorTests extends SecondFactorContract {

    @Autowired
    private RecoveryFactor factor;

    @Autowired
    private RecoveryCodeMaker maker;

    @Autowired
    private RecoveryStates states;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private ApplicationEvents events;

    private final Map<UUID, FreshCodes> codes = new HashMap<>();

    @Override
    protected SecondFactor factor() {
        return factor;
    }

    @Override
    protected void enrol(UUID person) {
        enrollments.addActive(List.of(person), FactorMethod.TOTP);
        codes.put(person, maker.makeWhereNone(person, session).orElseThrow());
    }

    @Override
    protected String rightCode(FactorRequest request) {
        return Objects.requireNonNull(codes.get(request.userId())).codes().get(3);
    }

    /** The right selector, another secret. */
    @Override
    protected String wrongCode(FactorRequest request) {
        return rightCode(request).substring(0, 2) + "AAAAAAAAAAAAAA";
    }

    /** On a busy machine a turn to hash may not come in time: that is no answer, so ask again. */
    @Override
    protected FactorVerification verify(FactorRequest request, String code) {
        while (true) {
            try {
                return super.verify(request, code);
            } catch (HashQueueFullException busy) {
                assertThat(busy.retryAfterSeconds()).isPositive();
            }
        }
    }

    @Test
    void verifyWhenTypedInLowerCaseWithoutDashesThenAccepted() {
        enrol(person);
        String typed = rightCode(request(person)).toLowerCase(Locale.ROOT).replace("-", " ");
        assertThat(verify(request(person), typed)).isEqualTo(FactorVerification.ACCEPTED);
    }

    @Test
    void verifyWhenAcceptedThenTellsHowManyAreLeft() {
        enrol(person);
        verify(request(person), rightCode(request(person)));
        assertThat(states.of(person).left()).isEqualTo(9);
        assertThat(events.stream(RecoveryCodeUsed.class)).containsExactly(new RecoveryCodeUsed(person, session, 9));
    }

    @Test
    void verifyWhenRightOneIsUsedThenSaysUsedAndAWrongOneDoesNot() {
        enrol(person);
        FactorRequest request = request(person);
        verify(request, rightCode(request));
        assertThat(verify(request, rightCode(request))).isEqualTo(FactorVerification.USED_CODE);
        assertThat(verify(request, wrongCode(request))).isEqualTo(FactorVerification.WRONG_CODE);
    }

    @Test
    void verifyWhenNotACodeAtAllThenWrong() {
        enrol(person);
        assertThat(verify(request(person), "123456")).isEqualTo(FactorVerification.WRONG_CODE);
    }

    /** MFA-14: "Regeneration voids all old codes at once." */
    @Requirement("MFA-14")
    @Test
    void verifyWhenNewOnesWereMadeThenOldOnesAreWrong() {
        enrol(person);
        String old = rightCode(request(person));
        maker.makeAnew(person, session, String.valueOf(states.of(person).madeAt()));
        assertThat(verify(request(person), old)).isEqualTo(FactorVerification.WRONG_CODE);
    }

    /** TOTP-15: codes end with the last factor. */
    @Requirement("TOTP-15")
    @Test
    void usableWhenLastFactorIsRemovedThenCodesAreGone() {
        enrol(person);
        enrollments.remove(person, FactorMethod.TOTP, null);
        assertThat(factor.usable(request(person))).isFalse();
        assertThat(verify(request(person), rightCode(request(person)))).isEqualTo(FactorVerification.WRONG_CODE);
        assertThat(states.of(person).made()).isFalse();
    }

    @Test
    void usableWhenAnotherFactorStaysThenCodesStay() {
        enrol(person);
        enrollments.addActive(List.of(person), FactorMethod.SMS);
        enrollments.remove(person, FactorMethod.TOTP, null);
        assertThat(factor.usable(request(person))).isTrue();
    }

    @Test
    void allowedWhenNothingIsOfferedThenStill() {
        assertThat(factor.allowed(SecuritySettings.initial())).isTrue();
        assertThat(factor.usable(request(TestPeople.insert(jdbc)))).isFalse();
    }
}
