package org.vestibule.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.web.ClientAddress;

/** Reads from the audit trail what concerns one person. */
@Repository
class RecentActivity {

    static final int MOST = 50;
    static final int DAYS = 90;

    /** What a person can judge: each has a sentence. The trail holds more, for administrators. */
    private static final List<String> EVENTS = List.of(
            "signin.password.accepted",
            "signin.password.rejected",
            "signin.factor.accepted",
            "signin.factor.rejected",
            "signin.throttled",
            "signin.new-browser",
            "trusted-browser.added",
            "trusted-browser.used",
            "trusted-browser.removed",
            "trusted-browser.replayed",
            "password.changed",
            "email.change-requested",
            "email.changed",
            "factor.enrolled",
            "factor.removed",
            "factor.preferred",
            "factor.renamed",
            "recovery-codes.created",
            "recovery-codes.used",
            "authorization.granted",
            "consent.given",
            "consent.refused",
            "consent.withdrawn",
            "device.allowed",
            "mail-link.sent",
            "mail-link.used",
            "session.others-ended",
            "person.roles-changed",
            "account.not-mine");

    private final JdbcClient jdbc;
    private final Clock clock;

    RecentActivity(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<Activity> of(UUID userId) {
        return jdbc.sql("""
                        select a.occurred_at, a.detail ->> 'method' as method, a.detail ->> 'number' as number,
                            case when a.event = 'factor.enrolled' and a.detail ->> 'replaced' = 'true'
                                then 'factor.replaced' else a.event end as event,
                            nullif(concat_ws(', ', '\u2068' || (a.detail ->> 'name') || '\u2069',
                                '\u2068' || (a.detail ->> 'phone') || '\u2069'), '') as which,
                            coalesce(c.name, a.client_id) as client,
                            case when a.actor_id = a.user_id then host(a.source_ip) end as ip
                        from audit_event a left join client c on c.client_id = a.client_id
                        where a.user_id = :user and a.occurred_at > :since
                          and (a.event in (:events) or a.event = 'session.ended' and a.detail ->> 'reason' = 'signed-out')
                          -- told with the one in its place
                          and not (a.event = 'factor.removed' and a.detail ->> 'replaced' = 'true')
                          -- whether a link went out would tell that the address is nobody's
                          and not (a.event like 'mail-link.%' and a.detail ->> 'purpose' = 'email')
                        order by a.occurred_at desc, a.id desc limit :most
                        """)
                .param("user", userId)
                .param("since", clock.instant().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
                .param("events", EVENTS)
                .param("most", MOST)
                .query((row, n) -> activity(row))
                .list();
    }

    private static Activity activity(ResultSet row) throws SQLException {
        String ip = row.getString("ip");
        return new Activity(
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                row.getString("method"),
                row.getString("number"),
                row.getString("which"),
                row.getString("client"),
                ip == null ? null : ClientAddress.network(ip));
    }
}
