package org.vestibule.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.requirement.Requirement;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@RealDatabase
class FactorChangeTests {

    @Autowired
    private FactorChange change;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private Users users;

    @Autowired
    private JdbcClient jdbc;

    private UUID person = UUID.randomUUID();
    private SignInSession here = TestPeople.session(person, FactorMethod.TOTP, Instant.EPOCH);

    @BeforeEach
    void personWithBothMethodsAndTwoSessions() {
        person = TestPeople.insert(jdbc);
        here = TestPeople.session(jdbc, person, FactorMethod.TOTP, Instant.now());
        TestPeople.session(jdbc, person, FactorMethod.SMS, Instant.now());
        enrollments.addActive(Set.of(person), FactorMethod.TOTP);
        enrollments.addActive(Set.of(person), FactorMethod.SMS);
    }

    @Test
    void preferWhenEnrolledThenKept() {
        assertThat(change.prefer(user(), "sms")).isTrue();
        assertThat(users.byId(person).orElseThrow().preferredMethod()).isEqualTo("sms");
        assertThat(change.prefer(user(), "recovery-code")).isFalse();
        assertThat(change.prefer(user(), "")).isFalse();
    }

    /** TOTP-15: other sessions end; the one that did it keeps what it has proven while a factor remains. */
    @Requirement("TOTP-15")
    @Test
    void removeWhenAnotherRemainsThenOtherSessionsEndAndWishIsForgotten() {
        change.prefer(user(), "totp");
        assertThat(change.remove(user(), one(FactorMethod.TOTP))).isTrue();
        assertThat(enrollments.active(person)).extracting("method").containsExactly(FactorMethod.SMS);
        assertThat(running()).containsExactly(here.id());
        assertThat(users.byId(person).orElseThrow().preferredMethod()).isNull();
        assertThat(factorOf(here)).isEqualTo("totp");
    }

    @Test
    void removeWhenLastThenThisSessionHasProvenThePasswordOnly() {
        change.remove(user(), one(FactorMethod.TOTP));
        assertThat(change.remove(user(), one(FactorMethod.SMS))).isTrue();
        assertThat(enrollments.active(person)).isEmpty();
        assertThat(running()).containsExactly(here.id());
        assertThat(factorOf(here)).isEqualTo("none");
    }

    @Test
    void removeWhenAlreadyGoneThenNothingHappens() {
        Enrollment phone = one(FactorMethod.SMS);
        change.remove(user(), phone);
        assertThat(change.remove(user(), phone)).isFalse();
    }

    @Test
    void removeWhenRemovedThenAuditTrailHasIt() {
        change.remove(user(), one(FactorMethod.SMS));
        assertThat(jdbc.sql("select event from audit_event where user_id = ? order by id")
                        .param(person)
                        .query(String.class)
                        .list())
                .contains("factor.removed", "session.others-ended");
    }

    private Enrollment one(FactorMethod method) {
        return enrollments.active(person, method).orElseThrow();
    }

    private IdpUser user() {
        Set<FactorMethod> enrolled = Set.copyOf(
                enrollments.active(person).stream().map(one -> one.method()).toList());
        return new IdpUser(users.byId(person).orElseThrow(), here, enrolled);
    }

    private List<UUID> running() {
        return jdbc.sql("select id from login_session where user_id = ? and ended_at is null")
                .param(person)
                .query(UUID.class)
                .list();
    }

    private String factorOf(SignInSession session) {
        return jdbc.sql("select coalesce(factor_method, 'none') from login_session where id = ?")
                .param(session.id())
                .query(String.class)
                .single();
    }
}
