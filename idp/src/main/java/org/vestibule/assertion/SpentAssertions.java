package org.vestibule.assertion;

import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vestibule.secrets.Sha256;

/** One INSERT decides, so an assertion is good once on any number of nodes. */
@Component
class SpentAssertions {

    private final JdbcClient jdbc;

    SpentAssertions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether nobody has spent it before */
    boolean spend(String clientId, String jti, Instant expires) {
        return jdbc.sql("""
                                insert into client_assertion (client_id, jti_hash, expires_at) values (?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(clientId, Sha256.of(jti), expires.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
