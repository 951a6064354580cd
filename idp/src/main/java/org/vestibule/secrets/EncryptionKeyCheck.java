package org.vestibule.secrets;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.lifecycle.StartRefusedException;

/**
 * Compares the ring with the database before anything is read: every key id that ever encrypted must be there and be the
 * same key. The application never starts with a new key over old data (AVL-12).
 */
final class EncryptionKeyCheck {

    private static final byte[] KNOWN = "vestibule encryption key".getBytes(StandardCharsets.UTF_8);

    private final JdbcClient jdbc;
    private final KeyRing ring;
    private final SecretBox box;

    EncryptionKeyCheck(JdbcClient jdbc, KeyRing ring) {
        this.jdbc = jdbc;
        this.ring = ring;
        this.box = new SecretBox(ring);
    }

    /** @throws StartRefusedException naming the key id that is missing or wrong; nothing has been changed then */
    void verify() {
        List<Sealed> checks = jdbc.sql("select key_id, check_value from encryption_key order by key_id")
                .query((row, n) -> new Sealed(row.getString("key_id"), row.getBytes("check_value")))
                .list();
        checks.forEach(this::verify);
        jdbc.sql("insert into encryption_key (key_id, check_value) values (?, ?) on conflict (key_id) do nothing")
                .params(ring.firstId(), box.seal(KNOWN, context(ring.firstId())).bytes())
                .update();
    }

    private void verify(Sealed check) {
        String id = check.keyId();
        if (ring.key(id) == null) {
            throw new StartRefusedException(
                    "The database has secrets encrypted with the key \"" + id + "\", which is not in the key ring.",
                    "Add the key \"" + id + "\" to IDP_SECRETS_KEYS or IDP_SECRETS_FILE; nothing has been changed.");
        }
        try {
            box.open(check, context(id));
        } catch (IllegalStateException wrongKey) {
            throw new StartRefusedException(
                    "The key \"" + id + "\" of the key ring is not the one that encrypted this database's secrets.",
                    "Configure the right key under the id \"" + id + "\"; nothing has been changed.");
        }
    }

    private static String context(String id) {
        return "encryption_key/" + id;
    }
}
