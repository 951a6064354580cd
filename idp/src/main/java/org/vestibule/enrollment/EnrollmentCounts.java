package org.vestibule.enrollment;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.EnrolledPeople;

/** Counts for the Security page. Disabled accounts count where a method goes: they may come back. */
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
    public long countWithout() {
        return jdbc.sql("""
                        select count(*) from app_user u where u.enabled and not exists (
                            select 1 from enrollment e where e.user_id = u.id and e.status = 'active')
                        """).query(Long.class).single();
    }

    @Override
    public List<Group> groups() {
        return jdbc.sql("""
                        select g.group_name as name, count(*) as people, count(*) filter (where not exists (
                            select 1 from enrollment e where e.user_id = u.id and e.status = 'active')) as without
                        from user_group g join app_user u on u.id = g.user_id
                        where u.enabled group by g.group_name order by g.group_name
                        """)
                .query((row, n) -> new Group(row.getString("name"), row.getLong("people"), row.getLong("without")))
                .list();
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
