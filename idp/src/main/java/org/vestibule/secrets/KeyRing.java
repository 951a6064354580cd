package org.vestibule.secrets;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.vestibule.lifecycle.StartRefusedException;

/** The keys from outside the database, by id, in order: the first encrypts, all decrypt (TOTP-03). */
final class KeyRing {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;
    private final String first;

    private KeyRing(Map<String, SecretKey> keys) {
        this.keys = Collections.unmodifiableMap(keys);
        this.first = keys.keySet().iterator().next();
    }

    /**
     * Parses entries of the form {@code id:base64 of 32 bytes}.
     *
     * @throws StartRefusedException naming the entry's place, never its content
     */
    static KeyRing parse(List<String> entries) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            int colon = entry.indexOf(':');
            String id = colon < 0 ? "" : entry.substring(0, colon).strip();
            byte[] key = colon < 0 ? null : decode(entry.substring(colon + 1).strip());
            if (!ID.matcher(id).matches() || key == null || key.length != KEY_BYTES) {
                throw new StartRefusedException(
                        "Entry " + (i + 1) + " of the key ring is not of the form id:base64 of 32 bytes.",
                        "Write each key as id:base64, for example one made by: echo \"k1:$(openssl rand -base64 32)\"");
            }
            if (keys.put(id, new SecretKeySpec(key, "AES")) != null) {
                throw new StartRefusedException(
                        "The key ring has the key id \"" + id + "\" twice.", "Give every key an id of its own.");
            }
        }
        if (keys.isEmpty()) {
            throw new StartRefusedException(
                    "No encryption key is configured: without one no secret can be stored.",
                    "Set IDP_SECRETS_KEYS (id:base64 of 32 bytes, comma-separated) or IDP_SECRETS_FILE (one a line).");
        }
        return new KeyRing(keys);
    }

    private static byte @Nullable [] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    String firstId() {
        return first;
    }

    @Nullable
    SecretKey key(String id) {
        return keys.get(id);
    }

    Map<String, SecretKey> all() {
        return keys;
    }
}
