package org.vestibule.enrollment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.EnrolledPeople;

/** Counts for the Security page. Disabled accounts count too: they may come back. */
@Repository
class EnrollmentCounts implements EnrolledPeople {

    private final JdbcClient jdbc;

    EnrollmentCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long count() {
        return jdbc.sql("select count(distinct user_id) from enrollment where status = 'active'")
                .query(Long.class)
                .single();
    }

    @Override
    public long countWithOnly(FactorMethod method) {
        return jdbc.sql("""
                        select count(*) from (
                            select user_id from enrollment where status = 'active'
                            group by user_id having bool_and(method = ?)) as only_this
                        """).param(method.id()).query(Long.class).single();
    }
}
