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
                        select kid, key_id, private_jwk, public_jwk::text, active_from, retired_at from signing_key
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

    /** The key of an algorithm that still signs does so until the given moment and is published for a while after. */
    void retire(String algorithm, Instant now, Instant retiredAt, Instant expiresAt) {
        jdbc.sql("""
                        update signing_key set retired_at = :retired, expires_at = :expires
                        where algorithm = :algorithm and (retired_at is null or retired_at > :now)
                        """)
                .param("retired", at(retiredAt))
                .param("expires", at(expiresAt))
                .param("algorithm", algorithm)
                .param("now", at(now))
                .update();
    }

    /** A key that waits for its turn signs from now on. */
    void activate(String kid, Instant now) {
        jdbc.sql("update signing_key set active_from = ? where kid = ?")
                .params(at(now), kid)
                .update();
    }

    /**
     * Takes a key out for good: it signs nothing more, is published no more, and has no private part any more.
     *
     * @return whether there was such a key that had not been taken out before
     */
    boolean revoke(String kid, Instant now) {
        return jdbc.sql("""
                                update signing_key set revoked_at = :now, expires_at = least(expires_at, :now),
                            retired_at = least(retired_at, :now), key_id = null, private_jwk = null
                        where kid = :kid and revoked_at is null
                        """).param("now", at(now)).param("kid", kid).update() == 1;
    }

    /** Erases the private parts of keys that have signed for the last time before a moment. */
    void erase(Instant retiredBefore) {
        jdbc.sql("""
                        update signing_key set key_id = null, private_jwk = null
                        where retired_at < ? and private_jwk is not null
                        """).param(at(retiredBefore)).update();
    }

    /** The public part of a key of ours, however old; not of one that was taken out. */
    Optional<JWK> find(String kid) {
        return jdbc.sql("select public_jwk::text from signing_key where kid = ? and revoked_at is null")
                .param(kid)
                .query((row, n) -> parse(kid, row.getString(1)))
                .optional();
    }

    private SigningKey map(ResultSet row) throws SQLException {
        String kid = row.getString("kid");
        byte[] sealed = row.getBytes("private_jwk");
        String json = sealed == null
                ? row.getString("public_jwk")
                : new String(
                        box.open(new Sealed(row.getString("key_id"), sealed), context(kid)), StandardCharsets.UTF_8);
        OffsetDateTime retired = row.getObject("retired_at", OffsetDateTime.class);
        return new SigningKey(
                parse(kid, json),
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
