package org.vestibule.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * An administrator or the import changed the security settings.
 *
 * @param actorId null: the import
 * @param detail {@code old → new} by field; of key and numbers only that they changed (SMS-14, WEB-16)
 */
public record SecuritySettingsChanged(@Nullable UUID actorId, Map<String, Object> detail) implements SecurityEvent {

    public SecuritySettingsChanged {
        detail = Map.copyOf(detail);
    }

    static SecuritySettingsChanged between(SecuritySettings before, SecuritySettings after, @Nullable UUID actorId) {
        Map<String, Object> detail = new LinkedHashMap<>();
        note(detail, "twoFactorEnabled", before.twoFactorEnabled(), after.twoFactorEnabled());
        note(detail, "askEnrolledWhenOff", before.askEnrolledWhenOff(), after.askEnrolledWhenOff());
        note(
                detail,
                "qrCodeService",
                before.qrCodeService().id(),
                after.qrCodeService().id());
        note(detail, "smsService", before.smsService().id(), after.smsService().id());
        note(detail, "allowedCountries", before.allowedCountries(), after.allowedCountries());
        note(detail, "totpWindow", before.totpWindow(), after.totpWindow());
        note(detail, "emailService", before.emailService(), after.emailService());
        noteRequirement(detail, before.requirement(), after.requirement());
        if (!Objects.equals(before.twilio(), after.twilio())) {
            noteTwilio(detail, Twilio.of(before.twilio()), Twilio.of(after.twilio()));
        }
        return new SecuritySettingsChanged(actorId, detail);
    }

    @Override
    public String event() {
        return "settings.security.changed";
    }

    private static void noteRequirement(Map<String, Object> detail, FactorRequirement before, FactorRequirement after) {
        note(detail, "requiredFor", before.who().id(), after.who().id());
        note(detail, "requiredGroups", before.groups(), after.groups());
        note(detail, "requiredFrom", before.from(), after.from());
        note(detail, "graceDays", before.graceDays(), after.graceDays());
    }

    private static void noteTwilio(Map<String, Object> detail, Twilio before, Twilio after) {
        note(detail, "serviceSid", before.sidEnd(), after.sidEnd());
        if (!Objects.equals(before.key(), after.key())) {
            detail.put("serviceKey", "changed");
        }
        if (!Objects.equals(before.phone(), after.phone())) {
            detail.put("servicePhone", "changed");
        }
    }

    private static void note(
            Map<String, Object> detail, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            detail.put(field, text(before) + " → " + text(after));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    /** The parts of an account, all null where there is none. */
    private record Twilio(
            @Nullable String sidEnd,
            @Nullable String key,
            @Nullable String phone) {

        static Twilio of(@Nullable TwilioAccount account) {
            return account == null
                    ? new Twilio(null, null, null)
                    : new Twilio("…" + account.serviceSidEnd(), account.serviceKey(), account.servicePhone());
        }
    }
}
