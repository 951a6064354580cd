package org.vestibule.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vestibule.secrets.Sealed;
import org.vestibule.secrets.SecretBox;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forms that were submitted without a fresh proof: kept encrypted for ten minutes, for the session that sent them, so that
 * nothing typed is lost, a typed key included (contract, section 6).
 */
@Component
public class HeldForms {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int KEPT_A_SESSION = 5;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final TypeReference<Map<String, List<String>>> PARAMETERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    HeldForms(JdbcClient jdbc, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
    }

    /** Keeps a form's parameters. */
    public String hold(UUID sessionId, Map<String, List<String>> parameters) {
        UUID id = UUID.randomUUID();
        Sealed content = box.seal(json.writeValueAsString(parameters).getBytes(StandardCharsets.UTF_8), context(id));
        Instant now = clock.instant();
        jdbc.sql("insert into held_form (id, session_id, key_id, content, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        sessionId,
                        content.keyId(),
                        content.bytes(),
                        now.plus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        delete from held_form where session_id = :session and id not in
                            (select id from held_form where session_id = :session order by expires_at desc limit :kept)
                        """).param("session", sessionId).param("kept", KEPT_A_SESSION).update();
        return id.toString();
    }

    /** The parameters of a form that this session submitted; empty when unknown, another session's, or too old. */
    public Optional<Map<String, List<String>>> find(UUID sessionId, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        UUID key = UUID.fromString(id);
        return jdbc.sql("select key_id, content from held_form where id = ? and session_id = ? and expires_at > ?")
                .params(key, sessionId, clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Sealed(row.getString("key_id"), row.getBytes("content")))
                .optional()
                .map(content -> json.readValue(box.open(content, context(key)), PARAMETERS));
    }

    /** Forgets a form that has been dealt with. */
    public void drop(UUID sessionId, String id) {
        if (ID.matcher(id).matches()) {
            jdbc.sql("delete from held_form where id = ? and session_id = ?")
                    .params(UUID.fromString(id), sessionId)
                    .update();
        }
    }

    private static String context(UUID id) {
        return "held_form/" + id;
    }
}
