package org.vestibule.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says at the start when the role of the running provider could rewrite the audit trail, because it owns the schema: two
 * roles are better (contract, section 6). The demo has one by design.
 */
@Component
@Profile("!demo")
class SchemaOwnerWarning {

    private static final Logger log = LoggerFactory.getLogger(SchemaOwnerWarning.class);

    private final JdbcClient jdbc;

    SchemaOwnerWarning(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        if (ownsTheTrail()) {
            log.atWarn()
                    .log(
                            "the database role of the running provider owns the schema, so it could rewrite the audit trail;"
                                    + " docs/configuration.md, \"Two database roles\", shows how to give it a role of its own");
        }
    }

    /** A superuser and a member of the owner own it as well. */
    boolean ownsTheTrail() {
        return jdbc.sql(
                        "select pg_has_role(current_user, relowner, 'USAGE') from pg_class where oid = 'audit_event'::regclass")
                .query(Boolean.class)
                .single();
    }
}
