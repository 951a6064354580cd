package org.vestibule.token;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sealed;
import org.vestibule.secrets.SecretBox;

import com.nimbusds.jose.jwk.JWK;

/** Rows of {@code signing_key}; the private part is sealed, bound to its key id. */
@Repository
class SigningKeyStore {

    // any number: the lock that lets one node make keys
    private static final long KEY_LOCK = 7_301_001L;

    private final JdbcClient jdbc;
    private final SecretBox box;

    SigningKeyStore(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /** Keys that are published now, newest first. */
    List<SigningKey> published(Instant now) {
        return jdbc.sql("""
                        select kid, key_id, private_jwk, active_from, retired_at from signing_key
                        where expires_at is null or expires_at > ? order by active_from desc, kid
                        """).param(at(now)).query((row, n) -> map(row)).list();
    }

    /** Until the end of the transaction no other node makes keys. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(KEY_LOCK)
                .query((row, n) -> true)
                .single();
    }

    void insert(JWK jwk, Instant activeFrom) {
        Sealed key = box.seal(jwk.toJSONString().getBytes(StandardCharsets.UTF_8), context(jwk.getKeyID()));
        jdbc.sql("""
                        insert into signing_key (kid, algorithm, public_jwk, key_id, private_jwk, active_from)
                        values (?, ?, cast(? as jsonb), ?, ?, ?)
                        """)
                .params(
                        jwk.getKeyID(),
                        jwk.getAlgorithm().getName(),
                        jwk.toPublicJWK().toJSONString(),
                        key.keyId(),
                        key.bytes(),
                        at(activeFrom))
                .update();
    }

    /** The key of an algorithm that has no end yet signs until the given moment and is published for a while after. */
    void retire(String algorithm, Instant retiredAt, Instant expiresAt) {
        jdbc.sql("""
                        update signing_key set retired_at = ?, expires_at = ?
                        where algorithm = ? and retired_at is null
                        """).params(at(retiredAt), at(expiresAt), algorithm).update();
    }

    /** The public part of a key of ours, however old. */
    Optional<JWK> find(String kid) {
        return jdbc.sql("select public_jwk::text from signing_key where kid = ?")
                .param(kid)
                .query((row, n) -> parse(kid, row.getString(1)))
                .optional();
    }

    private SigningKey map(ResultSet row) throws SQLException {
        String kid = row.getString("kid");
        byte[] json = box.open(new Sealed(row.getString("key_id"), row.getBytes("private_jwk")), context(kid));
        OffsetDateTime retired = row.getObject("retired_at", OffsetDateTime.class);
        return new SigningKey(
                parse(kid, new String(json, StandardCharsets.UTF_8)),
                row.getObject("active_from", OffsetDateTime.class).toInstant(),
                retired == null ? null : retired.toInstant());
    }

    private static JWK parse(String kid, String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("signing key " + kid + " is broken", e);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String context(String kid) {
        return "signing_key/" + kid;
    }
}
