package org.vestibule.device;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.secrets.Sha256;

/** Rows of {@code device_authorization}. Conditional UPDATEs decide: who may ask now, and whose word counts. */
@Repository
class DeviceStore {

    private final JdbcClient jdbc;
    private final KeyedHash hash;

    DeviceStore(JdbcClient jdbc, KeyedHash hash) {
        this.jdbc = jdbc;
        this.hash = hash;
    }

    /** Notes a device that asks; false when its user code is another's already. */
    boolean insert(String deviceCode, UserCode userCode, WaitingDevice device, Instant now, Instant expiresAt) {
        return jdbc.sql("""
                                insert into device_authorization (id, device_hash, user_hash, client_id, scopes,
                                    created_at, expires_at)
                                values (:id, :device, :user, :client, :scopes, :now, :expires)
                                on conflict do nothing
                                """)
                        .param("id", device.id())
                        .param("device", Sha256.of(deviceCode))
                        .param("user", keyed(userCode))
                        .param("client", device.clientId())
                        .param("scopes", device.scopes().toArray(String[]::new))
                        .param("now", at(now))
                        .param("expires", at(expiresAt))
                        .update()
                == 1;
    }

    /** Finds the device that shows this code and ties it to the session in which the code was entered. */
    Optional<UUID> enter(UserCode userCode, UUID sessionId, Instant now) {
        return jdbc.sql("""
                        update device_authorization set entered_in = :session
                        where user_hash = :user and allowed is null and expires_at > :now
                        returning id
                        """)
                .param("session", sessionId)
                .param("user", keyed(userCode))
                .param("now", at(now))
                .query(UUID.class)
                .optional();
    }

    /** The device whose code was entered in this session, while it waits. */
    Optional<WaitingDevice> find(UUID id, UUID sessionId, Instant now) {
        return jdbc.sql("""
                        select id, client_id, scopes from device_authorization
                        where id = :id and entered_in = :session and allowed is null and expires_at > :now
                        """)
                .param("id", id)
                .param("session", sessionId)
                .param("now", at(now))
                .query((row, n) -> new WaitingDevice(
                        row.getObject("id", UUID.class), row.getObject("client_id", UUID.class), scopes(row)))
                .optional();
    }

    /** Writes down the person's word; of any number of answers the first one counts. */
    Optional<Decision> decide(UUID id, UUID sessionId, boolean allowed, Instant now) {
        return jdbc.sql("""
                        update device_authorization set allowed = :allowed, decided_at = :now
                        where id = :id and entered_in = :session and allowed is null and expires_at > :now
                        returning encode(device_hash, 'hex') as code_hash, client_id, scopes, expires_at
                        """)
                .param("allowed", allowed)
                .param("now", at(now))
                .param("id", id)
                .param("session", sessionId)
                .query((row, n) -> new Decision(
                        row.getString("code_hash"),
                        row.getObject("client_id", UUID.class),
                        scopes(row),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** A device asks; of parallel questions one is in time. */
    Poll poll(String deviceCode, UUID clientId, Instant now, Duration interval) {
        List<Poll> inTime = jdbc.sql("""
                        update device_authorization set polled_at = :now
                        where device_hash = :device and client_id = :client
                          and (polled_at is null or polled_at <= :before)
                        returning allowed, expires_at
                        """)
                .param("now", at(now))
                .param("device", Sha256.of(deviceCode))
                .param("client", clientId)
                .param("before", at(now.minus(interval)))
                .query((row, n) -> state(row, now, Poll.PENDING, Poll.ALLOWED))
                .list();
        return inTime.isEmpty() ? tooSoon(deviceCode, clientId, now) : inTime.get(0);
    }

    /** What is final is said at any time. */
    private Poll tooSoon(String deviceCode, UUID clientId, Instant now) {
        return jdbc.sql("select allowed, expires_at from device_authorization where device_hash = ? and client_id = ?")
                .params(Sha256.of(deviceCode), clientId)
                .query((row, n) -> state(row, now, Poll.TOO_SOON, Poll.TOO_SOON))
                .optional()
                .orElse(Poll.UNKNOWN);
    }

    private static Poll state(ResultSet row, Instant now, Poll pending, Poll allowed) throws SQLException {
        Boolean decision = row.getObject("allowed", Boolean.class);
        if (Boolean.FALSE.equals(decision)) {
            return Poll.REFUSED;
        }
        if (!row.getObject("expires_at", OffsetDateTime.class).toInstant().isAfter(now)) {
            return Poll.EXPIRED;
        }
        return decision == null ? pending : allowed;
    }

    private byte[] keyed(UserCode userCode) {
        return hash.mac("device user code", userCode.letters().getBytes(StandardCharsets.US_ASCII));
    }

    private static Set<String> scopes(ResultSet row) throws SQLException {
        Array scopes = row.getArray("scopes");
        return new LinkedHashSet<>(List.of((String[]) scopes.getArray()));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * What was decided about.
     *
     * @param codeHash of the device's code, in hexadecimal: it goes on into the grant
     */
    record Decision(String codeHash, UUID clientId, Set<String> scopes, Instant expiresAt) {}
}
