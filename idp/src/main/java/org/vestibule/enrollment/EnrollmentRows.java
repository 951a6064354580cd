package org.vestibule.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.session.FactorMethod;

/** Rows of {@code enrollment}. */
@Repository
class EnrollmentRows {

    private static final String COLUMNS =
            "select id, user_id, method, created_at, confirmed_at, last_used_at, label, number ";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    EnrollmentRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** One change of a person's factors at a time (TOTP-10, MFA-10). Rows that only refer to the person can be added. */
    void lockUser(UUID userId) {
        jdbc.sql("select 1 from app_user where id = ? for no key update")
                .param(userId)
                .query(Integer.class)
                .single();
    }

    void insertPending(Enrollment pending, Place place, UUID sessionId, Instant expiresAt, @Nullable String sourceIp) {
        jdbc.sql("""
                        insert into enrollment (id, user_id, method, status, session_id, created_at, expires_at, source_ip,
                            further, replaces)
                        values (:id, :user, :method, 'pending', :session, :created, :expires, cast(:ip as inet),
                            :further, cast(:replaces as uuid))
                        """)
                .param("id", pending.id())
                .param("user", pending.userId())
                .param("method", pending.method().id())
                .param("session", sessionId)
                .param("created", at(pending.createdAt()))
                .param("expires", at(expiresAt))
                .param("ip", sourceIp)
                .param("further", place.further())
                .param("replaces", place.replaces())
                .update();
    }

    void insertImported(Collection<Enrollment> imported) {
        template.batchUpdate("""
                        insert into enrollment (id, user_id, method, status, created_at, confirmed_at)
                        values (?, ?, ?, ?, ?, ?)
                        """, imported, 500, (row, enrollment) -> {
            row.setObject(1, enrollment.id());
            row.setObject(2, enrollment.userId());
            row.setString(3, enrollment.method().id());
            row.setString(4, enrollment.confirmedAt() == null ? "pending" : "active");
            row.setObject(5, at(enrollment.createdAt()));
            row.setObject(6, enrollment.confirmedAt() == null ? null : at(enrollment.confirmedAt()));
        });
    }

    Optional<Enrollment> pending(UUID sessionId, FactorMethod method, int codes, Instant now) {
        return jdbc.sql(COLUMNS + """
                        from enrollment where session_id = ? and method = ? and status = 'pending'
                          and expires_at > ? and wrong_codes < ?
                        """)
                .params(sessionId, method.id(), at(now), codes)
                .query(EnrollmentRows::map)
                .optional();
    }

    /** The set-up of a session that may still be confirmed, locked against any other change. */
    Optional<Enrollment> lockPending(UUID id, UUID sessionId, Instant now) {
        return jdbc.sql(COLUMNS + """
                        from enrollment where id = ? and session_id = ? and status = 'pending' and expires_at > ?
                        for update
                        """)
                .params(id, sessionId, at(now))
                .query(EnrollmentRows::map)
                .optional();
    }

    Place place(UUID pendingId) {
        return jdbc.sql("select further, replaces from enrollment where id = ?")
                .param(pendingId)
                .query((row, n) -> new Place(row.getBoolean("further"), row.getObject("replaces", UUID.class)))
                .single();
    }

    List<Enrollment> active(UUID userId) {
        return jdbc.sql(COLUMNS
                        + "from enrollment where user_id = ? and status = 'active' order by method desc, number")
                .param(userId)
                .query(EnrollmentRows::map)
                .list();
    }

    boolean reserveCode(UUID id, int limit, Instant now) {
        return jdbc.sql("""
                                update enrollment set wrong_codes = wrong_codes + 1
                                where id = ? and status = 'pending' and expires_at > ? and wrong_codes < ?
                                """).params(id, at(now), limit).update() == 1;
    }

    void activate(UUID id, int number, @Nullable String label, Instant now) {
        jdbc.sql("""
                        update enrollment set status = 'active', confirmed_at = :now, last_used_at = :now,
                            expires_at = null, wrong_codes = 0, number = :number, label = :label where id = :id
                        """)
                .param("now", at(now))
                .param("number", number)
                .param("label", label)
                .param("id", id)
                .update();
    }

    boolean rename(UUID userId, UUID id, String label) {
        return jdbc.sql("update enrollment set label = ? where id = ? and user_id = ? and status = 'active'")
                        .params(label, id, userId)
                        .update()
                == 1;
    }

    void remove(UUID id, Instant now) {
        jdbc.sql("update enrollment set status = 'removed', removed_at = ? where id = ?")
                .params(at(now), id)
                .update();
    }

    void used(UUID id, Instant now) {
        jdbc.sql("update enrollment set last_used_at = ? where id = ? and status = 'active'")
                .params(at(now), id)
                .update();
    }

    /** Never active, so no history: the row and the secret go. */
    void deletePending(UUID sessionId, FactorMethod method) {
        jdbc.sql("delete from enrollment where session_id = ? and method = ? and status = 'pending'")
                .params(sessionId, method.id())
                .update();
    }

    void deleteAllPending(UUID userId) {
        jdbc.sql("delete from enrollment where user_id = ? and status = 'pending'")
                .param(userId)
                .update();
    }

    void deleteUnproven(UUID userId, FactorMethod method) {
        jdbc.sql("""
                        delete from enrollment
                        where user_id = ? and method = ? and status = 'pending' and session_id is null
                        """).params(userId, method.id()).update();
    }

    private static Enrollment map(ResultSet row, int number) throws SQLException {
        return new Enrollment(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                FactorMethod.ofId(row.getString("method")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "confirmed_at"),
                instant(row, "last_used_at"),
                row.getString("label"),
                row.getInt("number"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
