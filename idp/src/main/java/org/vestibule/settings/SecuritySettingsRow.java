package org.vestibule.settings;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sealed;
import org.vestibule.secrets.SecretBox;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.user.UserRows;

import static java.time.ZoneOffset.UTC;

/** The row of {@code security_settings}, its Service Key sealed. */
@Repository
class SecuritySettingsRow {

    private static final String KEY_CONTEXT = "security_settings/service_key";

    private final JdbcClient jdbc;
    private final SecretBox secrets;
    private final Clock clock;

    SecuritySettingsRow(JdbcClient jdbc, SecretBox secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * What the row says.
     *
     * @param failure why it could not be read; then the settings are the strict ones under the row's version, so that they
     *     can be saved over it
     */
    record Stored(SecuritySettings settings, @Nullable RuntimeException failure) {

        long version() {
            return settings.version();
        }
    }

    Optional<Stored> read() {
        return jdbc.sql("select * from security_settings where id = 1")
                .query((row, n) -> stored(row))
                .optional();
    }

    Optional<UUID> lastSavedBy() {
        return jdbc.sql("select updated_by from security_settings where id = 1 and updated_by is not null")
                .query(UUID.class)
                .optional();
    }

    boolean insert(SecuritySettings settings, @Nullable UUID administrator) {
        return bound("""
                                insert into security_settings (id, version, two_factor_enabled, ask_enrolled_when_off,
                                    qr_code_service, sms_service, service_sid, service_key_id, service_key, service_phone,
                                    allowed_countries, totp_window, required_for, required_groups, required_from,
                                    grace_days, email_service, updated_by, updated_at)
                                values (1, 1, :enabled, :ask, :qr, :sms, :sid, :keyId, :key, :phone, :countries, :window,
                                    :who, :groups, :from, :grace, :email, :by, :now)
                                on conflict (id) do nothing
                                """, settings, administrator).update() == 1;
    }

    boolean update(SecuritySettings settings, @Nullable UUID administrator) {
        return bound("""
                                update security_settings set version = version + 1, two_factor_enabled = :enabled,
                                    ask_enrolled_when_off = :ask, qr_code_service = :qr, sms_service = :sms,
                                    service_sid = :sid, service_key_id = :keyId, service_key = :key,
                                    service_phone = :phone, allowed_countries = :countries, totp_window = :window,
                                    required_for = :who, required_groups = :groups, required_from = :from,
                                    grace_days = :grace, email_service = :email, updated_by = :by, updated_at = :now
                                where id = 1 and version = :version
                                """, settings, administrator)
                        .param("version", settings.version())
                        .update()
                == 1;
    }

    private StatementSpec bound(String sql, SecuritySettings settings, @Nullable UUID administrator) {
        TwilioAccount twilio = settings.twilio();
        Sealed key =
                twilio == null ? null : secrets.seal(twilio.serviceKey().getBytes(StandardCharsets.UTF_8), KEY_CONTEXT);
        List<String> countries = settings.allowedCountries();
        return jdbc.sql(sql)
                .param("enabled", settings.twoFactorEnabled())
                .param("ask", settings.askEnrolledWhenOff())
                .param("qr", settings.qrCodeService().id())
                .param("sms", settings.smsService().id())
                .param("sid", twilio == null ? null : twilio.serviceSid())
                .param("keyId", key == null ? null : key.keyId())
                .param("key", key == null ? null : key.bytes())
                .param("phone", twilio == null ? null : twilio.servicePhone())
                .param("countries", countries == null ? null : countries.toArray(String[]::new))
                .param("window", settings.totpWindow())
                .param("who", settings.requirement().who().id())
                .param("groups", settings.requirement().groups().toArray(String[]::new))
                .param("from", settings.requirement().from())
                .param("grace", settings.requirement().graceDays())
                .param("email", settings.emailService())
                .param("by", administrator)
                .param("now", clock.instant().atOffset(UTC));
    }

    private Stored stored(ResultSet row) throws SQLException {
        try {
            return new Stored(settings(row, twilio(row)), null);
        } catch (IllegalStateException | IllegalArgumentException unreadable) {
            return new Stored(strict(row), unreadable);
        }
    }

    /** What must be stays so, also where the key for the rest is lost: nobody gets in with less than before (MFA-08). */
    private static SecuritySettings strict(ResultSet row) throws SQLException {
        SecuritySettings defaults = SecuritySettings.initial().withVersion(row.getLong("version"));
        try {
            SecuritySettings saved = settings(row, null);
            return saved.twoFactorEnabled() ? saved.strict() : defaults;
        } catch (IllegalArgumentException unknownValues) {
            return defaults;
        }
    }

    private static SecuritySettings settings(ResultSet row, @Nullable TwilioAccount twilio) throws SQLException {
        return new SecuritySettings(
                row.getLong("version"),
                row.getBoolean("two_factor_enabled"),
                row.getBoolean("ask_enrolled_when_off"),
                QrCodeService.ofId(row.getString("qr_code_service")),
                SmsService.ofId(row.getString("sms_service")),
                twilio,
                row.getArray("allowed_countries") == null ? null : UserRows.texts(row, "allowed_countries"),
                row.getInt("totp_window"),
                requirement(row),
                row.getBoolean("email_service"));
    }

    private static FactorRequirement requirement(ResultSet row) throws SQLException {
        return new FactorRequirement(
                FactorRequirement.Who.valueOf(row.getString("required_for").toUpperCase(Locale.ROOT)),
                UserRows.texts(row, "required_groups"),
                row.getObject("required_from", LocalDate.class),
                row.getInt("grace_days"));
    }

    private @Nullable TwilioAccount twilio(ResultSet row) throws SQLException {
        String sid = row.getString("service_sid");
        String keyId = row.getString("service_key_id");
        byte[] key = row.getBytes("service_key");
        String phone = row.getString("service_phone");
        if (sid == null || keyId == null || key == null || phone == null) {
            return null;
        }
        byte[] opened = secrets.open(new Sealed(keyId, key), KEY_CONTEXT);
        return new TwilioAccount(sid, new String(opened, StandardCharsets.UTF_8), phone);
    }
}
