package org.vestibule.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One of a client's secrets, as far as checking needs it. The framework hands one text to whoever checks a secret, so all
 * those of a client travel in one, made by {@link #OF_CLIENT}.
 *
 * @param expiresAt null: never
 * @param hash as {@link ClientSecrets} made it
 */
record LiveSecret(UUID id, @Nullable Instant expiresAt, String hash) {

    /** The text of the client {@code c}; null where it has no secret. */
    static final String OF_CLIENT = """
            (select string_agg(s.id || '@' || coalesce(ceil(extract(epoch from s.expires_at) * 1000)::bigint::text, '')
                || s.hash, ' ' order by s.slot) from client_secret s where s.client_id = c.id)
            """;

    private static final int ID_LENGTH = 36;

    /** Those in a text that are good at that time. */
    static List<LiveSecret> read(String text, Instant now) {
        return Stream.of(text.split(" "))
                .map(LiveSecret::one)
                .filter(secret -> secret.expiresAt == null || now.isBefore(secret.expiresAt))
                .toList();
    }

    private static LiveSecret one(String text) {
        int hash = text.indexOf('{');
        String expires = text.substring(ID_LENGTH + 1, hash);
        return new LiveSecret(
                UUID.fromString(text.substring(0, ID_LENGTH)),
                expires.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(expires)),
                text.substring(hash));
    }

    @Override
    public String toString() {
        return "LiveSecret[" + id + "]";
    }
}
