package org.vestibule.sms.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.enrollment.spi.FactorHint;
import org.vestibule.sms.PhoneNumber;

/** Rows of {@code sms_phone}: the number of each text-message factor. */
@Repository
class Phones implements FactorHint {

    private static final String ACTIVE = """
            select p.enrollment_id, p.e164 from enrollment e join sms_phone p on p.enrollment_id = e.id
            where e.user_id = :user and e.method = 'sms' and e.status = 'active'""";

    private static final String LAST_USED = " order by e.last_used_at desc nulls last, e.number limit 1";

    private final JdbcClient jdbc;

    Phones(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A number in use and the enrolment it belongs to. */
    record Active(UUID enrollmentId, PhoneNumber number) {}

    void add(UUID enrollmentId, PhoneNumber number) {
        jdbc.sql("insert into sms_phone (enrollment_id, e164) values (?, ?)")
                .params(enrollmentId, number.e164())
                .update();
    }

    Optional<PhoneNumber> number(UUID enrollmentId) {
        return jdbc.sql("select e164 from sms_phone where enrollment_id = ?")
                .param(enrollmentId)
                .query((row, n) -> new PhoneNumber(row.getString("e164")))
                .optional();
    }

    @Override
    public Optional<String> of(UUID enrollmentId) {
        return number(enrollmentId).map(PhoneNumber::masked);
    }

    /** The person's phones in the order of their numbers. */
    List<Active> all(UUID userId) {
        return jdbc.sql(ACTIVE + " order by e.number")
                .param("user", userId)
                .query(Phones::active)
                .list();
    }

    /** The phone that gets a code where nobody chose one: the one used last. */
    Optional<Active> active(UUID userId) {
        return jdbc.sql(ACTIVE + LAST_USED)
                .param("user", userId)
                .query(Phones::active)
                .optional();
    }

    /** The phone that this session is about: the one that its newest code was sent to, else the one used last. */
    Optional<Active> current(UUID userId, UUID sessionId, CodePurpose purpose) {
        return jdbc.sql(ACTIVE + """
                         order by exists (select 1 from sms_challenge c where c.session_id = :session
                                and c.purpose = :purpose and c.user_id = e.user_id and c.phone = p.e164) desc,
                            e.last_used_at desc nulls last, e.number limit 1
                        """)
                .param("user", userId)
                .param("session", sessionId)
                .param("purpose", purpose.id())
                .query(Phones::active)
                .optional();
    }

    private static Active active(ResultSet row, int number) throws SQLException {
        return new Active(row.getObject("enrollment_id", UUID.class), new PhoneNumber(row.getString("e164")));
    }

    /** The number that was imported for a person who has not proven it yet. */
    Optional<PhoneNumber> unproven(UUID userId) {
        return jdbc.sql("""
                        select p.e164 from enrollment e join sms_phone p on p.enrollment_id = e.id
                        where e.user_id = ? and e.method = 'sms' and e.status = 'pending' and e.session_id is null
                        order by e.created_at desc limit 1
                        """)
                .param(userId)
                .query((row, n) -> new PhoneNumber(row.getString("e164")))
                .optional();
    }

    /**
     * How many other people use a number. Until the transaction's end nobody else can ask for the same number, so what is
     * decided by the answer holds.
     */
    int othersWith(PhoneNumber number, UUID userId) {
        jdbc.sql("select cast(pg_advisory_xact_lock(hashtextextended(?, 0)) as text)")
                .param(number.e164())
                .query(String.class)
                .single();
        return jdbc.sql("""
                        select count(distinct e.user_id) from sms_phone p join enrollment e on e.id = p.enrollment_id
                        where p.e164 = ? and e.status = 'active' and e.user_id <> ?
                        """).params(number.e164(), userId).query(Integer.class).single();
    }
}
