package org.vestibule.totp.internal;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.vestibule.MovingClock;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.enrollment.spi.SecondFactorContract;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.totp.TotpImport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;

@TotpDataTest
class TotpFactorTests extends SecondFactorContract {

    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @Autowired
    private TotpFactor factor;

    @Autowired
    private TotpImport totpImport;

    @Autowired
    private TotpSecrets secrets;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private MovingClock clock;

    @MockitoSpyBean
    private SecuritySettingsStore settings;

    @Override
    protected SecondFactor factor() {
        return factor;
    }

    @Override
    protected void enrol(UUID person) {
        totpImport.add(Map.of(person, SECRET));
    }

    @Override
    protected String rightCode(FactorRequest request) {
        return codeOfStep(0);
    }

    @Override
    protected String wrongCode(FactorRequest request) {
        return codeOfStep(1000);
    }

    private String codeOfStep(long drift) {
        return TotpCodes.code(TotpKey.ofDefault(Base32.decode(SECRET)), TotpCodes.step(clock.instant()) + drift);
    }

    /** TOTP-05: "After success at step N every code for a step ≤ N is refused". */
    @Requirement("TOTP-05")
    @Test
    void verifyWhenOlderThanTheLastUsedThenIsUsed() {
        enrol(person);
        assertThat(verify(request(person), codeOfStep(1))).isEqualTo(FactorVerification.ACCEPTED);
        assertThat(verify(request(person), codeOfStep(1))).isEqualTo(FactorVerification.USED_CODE);
        assertThat(verify(request(person), codeOfStep(0))).isEqualTo(FactorVerification.USED_CODE);
        assertThat(verify(request(person), codeOfStep(-1))).isEqualTo(FactorVerification.USED_CODE);
        clock.advance(TotpCodes.STEP);
        assertThat(verify(request(person), codeOfStep(1))).isEqualTo(FactorVerification.ACCEPTED);
    }

    /** TOTP-04. */
    @Requirement("TOTP-04")
    @Test
    void verifyWhenExpiredThenWrong() {
        enrol(person);
        String code = codeOfStep(0);
        clock.advance(TotpCodes.STEP.multipliedBy(2));
        assertThat(verify(request(person), code)).isEqualTo(FactorVerification.WRONG_CODE);
    }

    @Test
    void verifyWhenAcceptedThenKeepsTheTimeOfUse() {
        enrol(person);
        clock.advance(Duration.ofDays(1));
        verify(request(person), codeOfStep(0));
        assertThat(enrollments.active(person, FactorMethod.TOTP))
                .hasValueSatisfying(active -> assertThat(active.lastUsedAt()).isEqualTo(clock.instant()));
    }

    /** TOTP-03: "swap two users' ciphertexts: both must fail". */
    @Requirement("TOTP-03")
    @Test
    void verifyWhenSecretsOfTwoPeopleAreSwappedThenBothFail() {
        UUID other = TestPeople.insert(jdbc);
        enrol(person);
        enrol(other);
        UUID one = active(person).id();
        UUID two = active(other).id();
        jdbc.sql("""
                        update totp_secret t set secret = o.secret from totp_secret o
                        where (t.enrollment_id = :one and o.enrollment_id = :two)
                           or (t.enrollment_id = :two and o.enrollment_id = :one)
                        """).param("one", one).param("two", two).update();
        assertThatIllegalStateException().isThrownBy(() -> verify(request(person), codeOfStep(0)));
        assertThatIllegalStateException().isThrownBy(() -> verify(request(other), codeOfStep(0)));
    }

    /** TOTP-16: history without the secret. */
    @Requirement("TOTP-16")
    @Test
    void removeWhenRemovedThenSecretIsGone() {
        enrol(person);
        Enrollment active = active(person);
        enrollments.remove(person, FactorMethod.TOTP, null);
        assertThat(verify(request(person), codeOfStep(0))).isEqualTo(FactorVerification.WRONG_CODE);
        assertThat(jdbc.sql("select count(*) from totp_secret where enrollment_id = ?")
                        .param(active.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(transaction.<Boolean>execute(status -> secrets.lock(active).isEmpty()))
                .isTrue();
    }

    /** A pending one is no second factor (TOTP-09). */
    @Requirement("TOTP-09")
    @Test
    void verifyWhenOnlyPendingThenWrong() {
        Enrollment pending = enrollments.open(person, FactorMethod.TOTP, session, null);
        TotpKey key = secrets.create(pending);
        assertThat(factor.usable(request(person))).isFalse();
        assertThat(verify(request(person), TotpCodes.code(key, TotpCodes.step(clock.instant()))))
                .isEqualTo(FactorVerification.WRONG_CODE);
    }

    /** Contract, section 6: the switch takes no factor away; choosing no service while it is on does. */
    @ParameterizedTest
    @CsvSource({
        "false,NONE,true",
        "false,GOOGLE_AUTHENTICATOR,true",
        "true,GOOGLE_AUTHENTICATOR,true",
        "true,NONE,false"
    })
    void usableWhenSettingsChangeThenFollowsThem(boolean enabled, QrCodeService service, boolean usable) {
        enrol(person);
        given(settings.current())
                .willReturn(new SecuritySettings(1, enabled, true, service, SmsService.NONE, null, null, 1));
        assertThat(factor.usable(request(person))).isEqualTo(usable);
    }

    /** An administrator who was led to set up an app can use it, whatever the settings say (contract, section 6). */
    @Test
    void usableWhenAdministratorThenAlways() {
        jdbc.sql("insert into user_role (user_id, role) values (?, 'ADMIN')")
                .param(person)
                .update();
        enrol(person);
        given(settings.current())
                .willReturn(new SecuritySettings(1, true, true, QrCodeService.NONE, SmsService.NONE, null, null, 1));
        assertThat(factor.usable(request(person))).isTrue();
    }

    private Enrollment active(UUID of) {
        return enrollments.active(of, FactorMethod.TOTP).orElseThrow();
    }
}
