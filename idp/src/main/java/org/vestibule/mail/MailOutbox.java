package org.vestibule.mail;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sealed;
import org.vestibule.secrets.SecretBox;

import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code mail_message}. The number of attempts decides who of several nodes makes the next one. */
@Repository
class MailOutbox {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final SecretBox box;

    MailOutbox(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    void write(@Nullable UUID userId, String kind, Mail mail, Instant now, Instant notAfter) {
        UUID id = UUID.randomUUID();
        Sealed content = box.seal(JSON.writeValueAsString(mail).getBytes(StandardCharsets.UTF_8), context(id));
        jdbc.sql("""
                        insert into mail_message
                            (id, user_id, kind, key_id, content, created_at, not_after, next_attempt_at)
                        values (:id, :user, :kind, :key, :content, :now, :until, :now)
                        """)
                .param("id", id)
                .param("user", userId)
                .param("kind", kind)
                .param("key", content.keyId())
                .param("content", content.bytes())
                .param("now", at(now))
                .param("until", at(notAfter))
                .update();
    }

    /** What is due, the oldest first. */
    List<MailMessage> due(Instant now, int limit) {
        return jdbc.sql("""
                        select id, kind, key_id, content, not_after, attempts from mail_message
                        where next_attempt_at <= :now order by next_attempt_at limit :limit
                        """)
                .param("now", at(now))
                .param("limit", limit)
                .query((row, n) -> new MailMessage(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        new Sealed(row.getString("key_id"), row.getBytes("content")),
                        row.getObject("not_after", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts")))
                .list();
    }

    /** Whether the caller is the one who makes this attempt; if it comes to nothing, the next is due after a while. */
    boolean claim(MailMessage message, Instant nextAttempt) {
        return jdbc.sql("""
                                update mail_message set attempts = attempts + 1, next_attempt_at = :next
                                where id = :id and attempts = :attempts and next_attempt_at is not null
                                """)
                        .param("next", at(nextAttempt))
                        .param("id", message.id())
                        .param("attempts", message.attempts())
                        .update()
                == 1;
    }

    Mail open(MailMessage message) {
        byte[] content = box.open(message.content(), context(message.id()));
        return JSON.readValue(new String(content, StandardCharsets.UTF_8), Mail.class);
    }

    void sent(UUID id, Instant now) {
        jdbc.sql("""
                        update mail_message
                        set sent_at = :now, failure = null, key_id = null, content = null, next_attempt_at = null
                        where id = :id
                        """).param("now", at(now)).param("id", id).update();
    }

    /** Notes why an attempt failed; the message stays due. */
    void failed(UUID id, String failure) {
        jdbc.sql("update mail_message set failure = :failure where id = :id")
                .param("failure", failure)
                .param("id", id)
                .update();
    }

    void giveUp(UUID id, String failure) {
        jdbc.sql("""
                        update mail_message set failure = :failure, key_id = null, content = null, next_attempt_at = null
                        where id = :id
                        """).param("failure", failure).param("id", id).update();
    }

    MailState state(Instant waitingSince, Instant lostSince, Instant knownSince) {
        return jdbc.sql("""
                        select count(*) filter (where next_attempt_at is not null and created_at < :waiting) as waiting,
                               min(created_at) filter (where next_attempt_at is not null and created_at < :waiting) as since,
                               count(*) filter (where next_attempt_at is null and sent_at is null
                                                  and created_at > :lost) as lost,
                               max(sent_at) as sent,
                               (array_agg(failure order by created_at desc) filter (
                                   where failure is not null and (next_attempt_at is not null or created_at > :lost)))[1] as failure
                        from mail_message where next_attempt_at is not null or created_at > :known
                        """)
                .param("waiting", at(waitingSince))
                .param("lost", at(lostSince))
                .param("known", at(knownSince))
                .query((row, n) -> new MailState(
                        row.getInt("waiting"),
                        instant(row, "since"),
                        row.getInt("lost"),
                        instant(row, "sent"),
                        row.getString("failure")))
                .single();
    }

    private static String context(UUID id) {
        return "mail_message.content " + id;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
