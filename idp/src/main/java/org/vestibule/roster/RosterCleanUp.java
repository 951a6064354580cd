package org.vestibule.roster;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class RosterCleanUp {

    private static final String OVER = "expires_at < :before and status not in ('importing', 'inviting')";

    /** First, so that a roster's own row takes few with it. */
    @Bean
    @Order(1)
    CleanUp oldRosterRows() {
        return new CleanUp("roster_row", "import_id in (select id from roster_import where " + OVER + ")");
    }

    @Bean
    @Order(2)
    CleanUp oldRosters() {
        return new CleanUp("roster_import", OVER);
    }
}
