package org.vestibule.totp.internal;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.secrets.Sealed;
import org.vestibule.secrets.SecretBox;

/** Rows of {@code totp_secret}: the keys of authenticator apps, sealed for their owner and enrolment (TOTP-03). */
@Repository
public class TotpSecrets {

    /** 160 bits, the length of the hash (TOTP-02, RFC 4226 section 4 R6). */
    static final int BYTES = 20;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final SecretBox box;
    private final SecureRandom random = new SecureRandom();

    TotpSecrets(JdbcClient jdbc, JdbcTemplate template, SecretBox box) {
        this.jdbc = jdbc;
        this.template = template;
        this.box = box;
    }

    /** A fresh random key for a set-up. */
    TotpKey create(Enrollment pending) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        Sealed sealed = box.seal(secret, context(pending.userId(), pending.id()));
        jdbc.sql("insert into totp_secret (enrollment_id, key_id, secret) values (?, ?, ?)")
                .params(pending.id(), sealed.keyId(), sealed.bytes())
                .update();
        return TotpKey.ofDefault(secret);
    }

    /**
     * Keys that come from elsewhere.
     *
     * @param enrollments the enrolment of each person
     * @param secrets the key of each person
     */
    public void addAll(Map<UUID, UUID> enrollments, Map<UUID, byte[]> secrets) {
        template.batchUpdate(
                "insert into totp_secret (enrollment_id, key_id, secret) values (?, ?, ?)",
                enrollments.entrySet(),
                500,
                (row, one) -> {
                    byte[] secret = secrets.getOrDefault(one.getKey(), new byte[0]);
                    Sealed sealed = box.seal(secret, context(one.getKey(), one.getValue()));
                    row.setObject(1, one.getValue());
                    row.setString(2, sealed.keyId());
                    row.setBytes(3, sealed.bytes());
                });
    }

    /**
     * The key of an enrolment. Locks the enrolment first, as removing it does, and finds nothing once it is removed.
     *
     * @throws IllegalStateException when the row was changed or moved from another person
     */
    Optional<LockedKey> lock(Enrollment enrollment) {
        return jdbc.sql("""
                        select t.key_id, t.secret, t.algorithm, t.digits, t.last_step
                        from enrollment e join totp_secret t on t.enrollment_id = e.id
                        where e.id = ? and e.status <> 'removed' for update of e
                        """)
                .param(enrollment.id())
                .query((row, n) -> new LockedKey(
                        new TotpKey(
                                box.open(
                                        new Sealed(row.getString("key_id"), row.getBytes("secret")),
                                        context(enrollment.userId(), enrollment.id())),
                                row.getString("algorithm"),
                                row.getInt("digits")),
                        row.getLong("last_step")))
                .optional();
    }

    /** Uses a time step up, and with it all before; false when it was already (TOTP-05, TOTP-06). */
    boolean use(UUID enrollmentId, long step) {
        return jdbc.sql("update totp_secret set last_step = :step where enrollment_id = :id and last_step < :step")
                        .param("step", step)
                        .param("id", enrollmentId)
                        .update()
                == 1;
    }

    void delete(UUID enrollmentId) {
        jdbc.sql("delete from totp_secret where enrollment_id = ?")
                .param(enrollmentId)
                .update();
    }

    private static String context(UUID userId, UUID enrollmentId) {
        return "totp_secret.secret/" + userId + "/" + enrollmentId;
    }
}
