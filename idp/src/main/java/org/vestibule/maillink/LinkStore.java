package org.vestibule.maillink;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

/** Rows of {@code mail_link}; only the hash of a token is stored. */
@Repository
class LinkStore {

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the place of the person's link for this purpose, if there is one.
     *
     * @param address what the link is to prove, as it was typed; null for the other purposes
     */
    void write(UUID userId, LinkPurpose purpose, String token, String emailKey, @Nullable String address, Instant now) {
        jdbc.sql("""
                        insert into mail_link (token_hash, user_id, purpose, email_key, address, created_at, expires_at)
                        values (:hash, :user, :purpose, :email, :address, :now, :expires)
                        on conflict (user_id, purpose) do update set token_hash = excluded.token_hash,
                            email_key = excluded.email_key, address = excluded.address, created_at = excluded.created_at,
                            expires_at = excluded.expires_at, used_at = null
                        """)
                .param("hash", Sha256.of(token))
                .param("user", userId)
                .param("purpose", purpose.id())
                .param("email", emailKey)
                .param("address", address)
                .param("now", at(now))
                .param("expires", at(now.plus(purpose.life())))
                .update();
    }

    /** Whose link that still works this is. */
    Optional<UUID> ownerOf(String token, LinkPurpose purpose, Instant now) {
        return jdbc.sql("""
                        select l.user_id from mail_link l join app_user u on u.id = l.user_id
                        where l.token_hash = :hash and l.purpose = :purpose and l.used_at is null
                          and l.expires_at > :now and u.enabled and u.email_key = l.email_key
                          and (l.purpose <> 'activation' or u.password_hash is null)
                        """)
                .param("hash", Sha256.of(token))
                .param("purpose", purpose.id())
                .param("now", at(now))
                .query(UUID.class)
                .optional();
    }

    /** Whether the caller is the one who uses it (PWD-17). */
    boolean use(String token, LinkPurpose purpose, Instant now) {
        return jdbc.sql("""
                                update mail_link l set used_at = :now
                                from app_user u
                                where l.token_hash = :hash and l.purpose = :purpose and l.used_at is null
                                  and l.expires_at > :now and u.id = l.user_id and u.enabled and u.email_key = l.email_key
                                  and (l.purpose <> 'activation' or u.password_hash is null)
                                """)
                        .param("hash", Sha256.of(token))
                        .param("purpose", purpose.id())
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** What a link that still works proves. */
    Optional<AddressLink> addressLink(String token, Instant now) {
        return jdbc.sql("""
                        select l.user_id, u.username, l.address from mail_link l join app_user u on u.id = l.user_id
                        where l.token_hash = :hash and l.purpose = 'email' and l.used_at is null
                          and l.expires_at > :now and u.enabled
                        """)
                .param("hash", Sha256.of(token))
                .param("now", at(now))
                .query((row, n) -> new AddressLink(
                        row.getObject("user_id", UUID.class), row.getString("username"), row.getString("address")))
                .optional();
    }

    /** Whether the caller is the one who uses it. */
    boolean useAddressLink(String token, Instant now) {
        return jdbc.sql("""
                                update mail_link l set used_at = :now
                                where l.token_hash = :hash and l.purpose = 'email' and l.used_at is null
                                  and l.expires_at > :now
                                """)
                        .param("hash", Sha256.of(token))
                        .param("now", at(now))
                        .update()
                == 1;
    }

    void end(UUID userId, LinkPurpose purpose) {
        jdbc.sql("delete from mail_link where user_id = ? and purpose = ?")
                .params(userId, purpose.id())
                .update();
    }

    void end(UUID userId) {
        jdbc.sql("delete from mail_link where user_id = ?").param(userId).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
