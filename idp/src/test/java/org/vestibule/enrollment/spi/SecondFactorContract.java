package org.vestibule.enrollment.spi;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.vestibule.Parallel;
import org.vestibule.TestPeople;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.enrollment.spi.FactorVerification.ACCEPTED;
import static org.vestibule.enrollment.spi.FactorVerification.USED_CODE;
import static org.vestibule.enrollment.spi.FactorVerification.WRONG_CODE;

/**
 * How every method of second factor behaves, on a real database. A subclass says how one gets it and what a right code is.
 */
@Transactional(propagation = Propagation.NOT_SUPPORTED)
public abstract class SecondFactorContract {

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transaction;

    protected UUID person = new UUID(0, 0);
    protected UUID session = new UUID(0, 0);

    /** The method under test. */
    protected abstract SecondFactor factor();

    /** Gives the method to a person who has none. */
    protected abstract void enrol(UUID person);

    /** A code that is right for this request now and was not used. */
    protected abstract String rightCode(FactorRequest request);

    /** A well-formed code that is not right. */
    protected abstract String wrongCode(FactorRequest request);

    @BeforeEach
    void aPerson() {
        person = TestPeople.insert(jdbc);
        session = UUID.randomUUID();
    }

    protected FactorRequest request(UUID of) {
        return new FactorRequest(of, session, FactorRequest.Purpose.SIGN_IN, "192.0.2.1");
    }

    protected FactorVerification verify(FactorRequest request, String code) {
        FactorVerification verification = transaction.execute(status -> factor().verify(request, code));
        assertThat(verification).isNotNull();
        return verification;
    }

    @Test
    void usableWhenEnrolledThenSaysSo() {
        assertThat(factor().usable(request(person))).isFalse();
        enrol(person);
        assertThat(factor().usable(request(person))).isTrue();
    }

    @Test
    void verifyWhenRightThenAccepted() {
        enrol(person);
        FactorRequest request = request(person);
        assertThat(verify(request, rightCode(request))).isEqualTo(ACCEPTED);
    }

    @Test
    void verifyWhenWrongThenRefusedAndRightOneStaysGood() {
        enrol(person);
        FactorRequest request = request(person);
        String right = rightCode(request);
        assertThat(verify(request, wrongCode(request))).isEqualTo(WRONG_CODE);
        assertThat(verify(request, right)).isEqualTo(ACCEPTED);
    }

    /** A code works once (TOTP-05, SMS-06, MFA-14). */
    @Test
    void verifyWhenUsedThenRefused() {
        enrol(person);
        FactorRequest request = request(person);
        String code = rightCode(request);
        verify(request, code);
        assertThat(verify(request, code)).isIn(USED_CODE, WRONG_CODE);
    }

    /** One conditional update decides (TOTP-06, SMS-06, MFA-14). */
    @Test
    void verifyWhenTwentyAtOnceThenOneIsAccepted() throws Exception {
        enrol(person);
        FactorRequest request = request(person);
        String code = rightCode(request);
        List<FactorVerification> outcomes = Parallel.times(20, () -> verify(request, code));
        assertThat(outcomes).filteredOn(ACCEPTED::equals).hasSize(1);
    }

    @Test
    void verifyWhenNotEnrolledThenWrong() {
        enrol(person);
        FactorRequest request = request(person);
        String code = rightCode(request);
        assertThat(verify(request(TestPeople.insert(jdbc)), code)).isEqualTo(WRONG_CODE);
    }

    /** The transaction that completes the factor decides whether the code was used. */
    @Test
    void verifyWhenCallerRollsBackThenCodeStaysGood() {
        enrol(person);
        FactorRequest request = request(person);
        String code = rightCode(request);
        transaction.executeWithoutResult(status -> {
            factor().verify(request, code);
            status.setRollbackOnly();
        });
        assertThat(verify(request, code)).isEqualTo(ACCEPTED);
    }
}
