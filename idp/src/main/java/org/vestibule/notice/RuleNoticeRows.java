package org.vestibule.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.FactorRequirement.Who;

import static java.time.ZoneOffset.UTC;

/** Rows of {@code rule_notice}: who is still to be told of a rule. */
@Repository
class RuleNoticeRows {

    private static final String REACHABLE = " from app_user u where u.enabled and u.email_verified ";

    private final JdbcClient jdbc;

    RuleNoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Somebody to be told.
     *
     * @param from the first day of a duty that is still to come
     */
    record Pending(
            UUID id, UUID userId, String rule, @Nullable LocalDate from, Instant since) {}

    /** What was not told yet is not true any more. */
    void withdraw(String rule) {
        jdbc.sql("delete from rule_notice where rule = ?").param(rule).update();
    }

    /** People without a second factor, under the one rule and not under the other. */
    void noteDuty(FactorRequirement rule, FactorRequirement former, @Nullable LocalDate from, Instant now) {
        jdbc.sql("insert into rule_notice (user_id, rule, from_day, created_at) select u.id, 'required', "
                        + "cast(:from as date), :now" + REACHABLE + """
                        and not exists (select 1 from enrollment e where e.user_id = u.id and e.status = 'active')
                        and (:all or exists (select 1 from user_group g
                                             where g.user_id = u.id and g.group_name = any(:groups)))
                        and not (:formerAll or exists (select 1 from user_group g
                                                       where g.user_id = u.id and g.group_name = any(:formerGroups)))
                        on conflict (user_id, rule) do nothing
                        """)
                .param("from", from)
                .param("now", now.atOffset(UTC))
                .param("all", rule.who() == Who.EVERYBODY)
                .param("groups", groups(rule))
                .param("formerAll", former.who() == Who.EVERYBODY)
                .param("formerGroups", groups(former))
                .update();
    }

    /** Groups that were named for another choice count for nothing. */
    private static String[] groups(FactorRequirement rule) {
        return rule.who() == Who.GROUPS ? rule.groups().toArray(String[]::new) : new String[0];
    }

    /** People who have the method. Staff keep the use of their app. */
    void noteMethodOff(FactorMethod method, Instant now) {
        jdbc.sql("insert into rule_notice (user_id, rule, created_at) select u.id, :rule, :now" + REACHABLE + """
                        and exists (select 1 from enrollment e
                                    where e.user_id = u.id and e.status = 'active' and e.method = :method)
                        and (:method <> 'totp' or not exists (select 1 from user_role r where r.user_id = u.id))
                        on conflict (user_id, rule) do nothing
                        """)
                .param("rule", method.id() + "-off")
                .param("method", method.id())
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** People who have a second factor that nobody asks for any more. */
    void noteNotAsked(Instant now) {
        jdbc.sql("insert into rule_notice (user_id, rule, created_at) select u.id, 'not-asked', :now" + REACHABLE + """
                        and exists (select 1 from enrollment e where e.user_id = u.id and e.status = 'active')
                        on conflict (user_id, rule) do nothing
                        """)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Takes some, the oldest first; another node takes others meanwhile. They are gone with the caller's transaction. */
    List<Pending> take(int most) {
        return jdbc.sql("""
                        -- an array is made once; as a subquery the planner may ask it again for every row
                        delete from rule_notice where id = any(array(
                            select id from rule_notice order by created_at limit :most for update skip locked))
                        returning id, user_id, rule, from_day, created_at
                        """)
                .param("most", most)
                .query((row, n) -> new Pending(
                        row.getObject("id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        row.getString("rule"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
