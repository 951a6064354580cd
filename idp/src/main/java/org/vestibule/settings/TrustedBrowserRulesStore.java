package org.vestibule.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes the one row of rules for trusted browsers; nothing is cached. */
@Repository
public class TrustedBrowserRulesStore {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    TrustedBrowserRulesStore(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** What holds now. */
    public TrustedBrowserRules current() {
        return jdbc.sql("select * from trusted_browser_rules where id = 1")
                .query((row, n) -> rules(row))
                .optional()
                .orElseGet(TrustedBrowserRules::off);
    }

    private static TrustedBrowserRules rules(ResultSet row) throws SQLException {
        List<String> groups = Arrays.stream(
                        (Object[]) row.getArray("group_days").getArray())
                .map(String.class::cast)
                .toList();
        return new TrustedBrowserRules(
                row.getLong("version"),
                row.getInt("days"),
                TrustedBrowserRules.groupDays(groups),
                row.getBoolean("ends_overnight"));
    }

    /**
     * Saves unless somebody else did since the rules with this version were read.
     *
     * @param actorId null: the import
     * @return whether it was saved
     */
    @Transactional
    public boolean save(TrustedBrowserRules rules, @Nullable UUID actorId) {
        TrustedBrowserRules before = current();
        boolean saved = jdbc.sql("""
                                insert into trusted_browser_rules (id, version, days, group_days, ends_overnight)
                                select 1, 1, :days, :groups, :overnight where :version = 0
                                on conflict (id) do nothing
                                """)
                                .param("days", rules.days())
                                .param("groups", rules.groupLines().toArray(String[]::new))
                                .param("overnight", rules.endsOvernight())
                                .param("version", rules.version())
                                .update()
                        == 1
                || jdbc.sql("""
                                update trusted_browser_rules set version = version + 1, days = :days,
                                    group_days = :groups, ends_overnight = :overnight
                                where id = 1 and version = :version
                                """)
                                .param("days", rules.days())
                                .param("groups", rules.groupLines().toArray(String[]::new))
                                .param("overnight", rules.endsOvernight())
                                .param("version", rules.version())
                                .update()
                        == 1;
        if (saved) {
            events.publishEvent(TrustedBrowserRulesChanged.between(before, rules, actorId));
        }
        return saved;
    }
}
