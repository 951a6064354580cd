package org.vestibule.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Collectors;

import org.vestibule.user.UserRows;

/** Reads a session {@code s} with its person {@code u}. */
final class SessionRows {

    static final String COLUMNS = UserRows.COLUMNS + """
            , s.id as session_id, s.created_at, s.expires_at, s.last_used_at, s.password_at, s.factor_at,
            s.factor_method, s.complete, s.wrong_codes, s.answered,
            s.trusted_browser_id is not null as trusted, s.shared_computer_id is not null as shared,
            array(select e.method from enrollment e
                  where e.user_id = u.id and e.status = 'active') as enrolled,
            (select case
                when not exists (select 1 from recovery_code r
                                 where r.user_id = u.id and r.used_at is null) then 'OWED'
                when c.confirmed_at is not null then 'SAVED'
                when c.forced then 'OWED' else 'UNSAVED' end
             from recovery_code_set c where c.user_id = u.id) as codes,
            coalesce((select case when c.session_id = s.id then 'GIVEN' else 'OWED' end
                      from set_up_code c where c.user_id = u.id),
                     case when s.set_up_confirmed_at > :confirmed then 'CONFIRMED' end) as set_up
            """;

    private SessionRows() {}

    static IdpUser map(ResultSet row) throws SQLException {
        OffsetDateTime factorAt = row.getObject("factor_at", OffsetDateTime.class);
        String factorMethod = row.getString("factor_method");
        String codes = row.getString("codes");
        String setUp = row.getString("set_up");
        SignInSession session = new SignInSession(
                row.getObject("session_id", UUID.class),
                row.getObject("user_id", UUID.class),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "password_at"),
                factorAt == null ? null : factorAt.toInstant(),
                factorMethod == null ? null : FactorMethod.ofId(factorMethod),
                row.getBoolean("complete"),
                row.getInt("wrong_codes"),
                row.getString("answered"),
                row.getBoolean("trusted"),
                row.getBoolean("shared"));
        return new IdpUser(
                UserRows.map(row),
                session,
                UserRows.texts(row, "enrolled").stream().map(FactorMethod::ofId).collect(Collectors.toSet()),
                codes == null ? CodesState.NONE : CodesState.valueOf(codes),
                setUp == null ? SetUpState.NONE : SetUpState.valueOf(setUp));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
