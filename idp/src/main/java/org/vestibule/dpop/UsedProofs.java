package org.vestibule.dpop;

import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

/** Rows of {@code dpop_proof}: the one memory that all nodes have of proofs. */
@Repository
class UsedProofs {

    private final JdbcClient jdbc;

    UsedProofs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Uses a proof up: of any number of parallel callers exactly one may go on.
     *
     * @param thumbprint of its key; another client's {@code jti} may be the same
     */
    boolean use(String thumbprint, String jti, Instant expiresAt) {
        return jdbc.sql("insert into dpop_proof (hash, expires_at) values (:hash, :expires) on conflict do nothing")
                        .param("hash", Sha256.of(thumbprint + '.' + jti))
                        .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
