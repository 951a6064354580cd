package org.vestibule.sms;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.session.FactorMethod;

/** Takes over numbers of people who got text messages from another system, and hands them out for a move elsewhere. */
@Component
public class SmsImport {

    private static final int BATCH = 500;

    private final Enrollments enrollments;
    private final JdbcTemplate jdbc;

    SmsImport(Enrollments enrollments, JdbcTemplate jdbc) {
        this.enrollments = enrollments;
        this.jdbc = jdbc;
    }

    /** Numbers that were proven elsewhere, for people who have none: in force at once. */
    @Transactional
    public void addActive(Map<UUID, PhoneNumber> numbers) {
        add(enrollments.addActive(numbers.keySet(), FactorMethod.SMS), numbers);
    }

    /** Numbers that nobody has proven: set-up offers them, and until then no message goes there. */
    @Transactional
    public void addUnproven(Map<UUID, PhoneNumber> numbers) {
        add(enrollments.addUnproven(numbers.keySet(), FactorMethod.SMS), numbers);
    }

    private void add(Map<UUID, UUID> enrollmentIds, Map<UUID, PhoneNumber> numbers) {
        jdbc.batchUpdate(
                "insert into sms_phone (enrollment_id, e164) values (?, ?)",
                enrollmentIds.entrySet(),
                BATCH,
                (row, ids) -> {
                    row.setObject(1, ids.getValue());
                    row.setString(
                            2, Objects.requireNonNull(numbers.get(ids.getKey())).e164());
                });
    }

    /** Every person's number in force. */
    public Map<UUID, PhoneNumber> active() {
        return numbers("e.status = 'active'");
    }

    /** Every person's imported number that is still to be proven. */
    public Map<UUID, PhoneNumber> unproven() {
        return numbers("e.status = 'pending' and e.session_id is null");
    }

    private Map<UUID, PhoneNumber> numbers(String condition) {
        Map<UUID, PhoneNumber> numbers = new HashMap<>();
        jdbc.query(
                "select e.user_id, p.e164 from sms_phone p join enrollment e on e.id = p.enrollment_id where "
                        + condition
                        // of several one is kept: the one that was used last
                        + " order by e.last_used_at nulls first, e.number desc",
                row -> {
                    numbers.put(row.getObject("user_id", UUID.class), new PhoneNumber(row.getString("e164")));
                });
        return numbers;
    }
}
