package org.vestibule.enrollment;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.TestDatabase;
import org.vestibule.TestPeople;
import org.vestibule.session.FactorMethod;

import static org.assertj.core.api.Assertions.assertThat;

class EnrollmentCountsTests {

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.create().dataSource());
    private final EnrollmentCounts counts = new EnrollmentCounts(jdbc);

    @Test
    void countWhenNobodyEnrolledThenZero() {
        assertThat(counts.count()).isZero();
        assertThat(counts.countWithOnly(FactorMethod.SMS)).isZero();
    }

    /** Pending and removed ones count for nothing, and a person with two methods is one person. */
    @Test
    void countWhenPeopleHaveDifferentMethodsThenEachPersonOnce() {
        UUID both = TestPeople.insert(jdbc);
        enroll(both, "totp", "active");
        enroll(both, "sms", "active");
        enroll(TestPeople.insert(jdbc), "sms", "active");
        UUID appNow = TestPeople.insert(jdbc);
        enroll(appNow, "sms", "removed");
        enroll(appNow, "totp", "active");
        enroll(TestPeople.insert(jdbc), "totp", "pending");
        assertThat(counts.count()).isEqualTo(3);
        assertThat(counts.countWithOnly(FactorMethod.SMS)).isEqualTo(1);
        assertThat(counts.countWithOnly(FactorMethod.TOTP)).isEqualTo(1);
    }

    private void enroll(UUID user, String method, String status) {
        jdbc.sql("insert into enrollment (id, user_id, method, status, created_at) values (?, ?, ?, ?, now())")
                .params(UUID.randomUUID(), user, method, status)
                .update();
    }
}
