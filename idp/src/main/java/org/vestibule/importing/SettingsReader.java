package org.vestibule.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.vestibule.importing.yaml.Section;
import org.vestibule.settings.Countries;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.ServicePhone;
import org.vestibule.settings.TrustedBrowserRules;
import org.vestibule.settings.TwilioAccount;

/** The mapping {@code settings} of the file; by the rules of the settings page. */
final class SettingsReader {

    private static final Pattern SERVICE_SID = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern SERVICE_KEY = Pattern.compile("[\\x21-\\x7E]{1,256}");

    private SettingsReader() {}

    static ImportedSettings read(Section section) {
        SecuritySettings initial = SecuritySettings.initial();
        boolean enabled = flag(section, "twoFactorEnabled", initial.twoFactorEnabled());
        QrCodeService qr = section.parsed("qrCodeService", SettingsReader::qrCodeService);
        SmsService sms = section.parsed("smsService", SettingsReader::smsService);
        Section account = section.section("twilio");
        TwilioAccount twilio = twilio(account);
        Integer window = section.parsed("totpWindow", SettingsReader::window);
        SecuritySettings settings = new SecuritySettings(
                initial.version(),
                enabled,
                flag(section, "askEnrolledWhenOff", initial.askEnrolledWhenOff()),
                qr == null ? initial.qrCodeService() : qr,
                sms == null ? initial.smsService() : sms,
                twilio,
                section.list("allowedCountries", SettingsReader::country),
                window == null ? initial.totpWindow() : window,
                RequirementReader.read(section),
                Boolean.TRUE.equals(section.parsed("emailService", SettingsReader::emailService)));
        TrustedBrowserRules trusted = trustedBrowsers(section);
        section.end();
        if (sms == SmsService.TWILIO && !section.has("twilio")) {
            section.problem("smsService", "is twilio, so the twilio account is needed");
        }
        boolean none = settings.qrCodeService() == QrCodeService.NONE && settings.smsService() == SmsService.NONE;
        if (enabled && none) {
            section.problem("twoFactorEnabled", "is true, so qrCodeService or smsService must not be none");
        }
        return new ImportedSettings(
                section,
                account == null ? section : account,
                settings,
                trusted,
                account != null && !account.has("serviceKey"));
    }

    private static TrustedBrowserRules trustedBrowsers(Section section) {
        Integer days = section.parsed("trustedBrowserDays", TrustedBrowserRules::days);
        List<Map<String, Integer>> groups =
                section.list("trustedBrowserGroups", line -> TrustedBrowserRules.groupDays(List.of(line)));
        Map<String, Integer> groupDays = new LinkedHashMap<>();
        if (groups != null) {
            groups.forEach(groupDays::putAll);
        }
        return new TrustedBrowserRules(
                0, days == null ? 0 : days, groupDays, flag(section, "trustedBrowserEndsOvernight", false));
    }

    private static @Nullable TwilioAccount twilio(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        String sid = section.parsed(
                "serviceSid", text -> matching(text, SERVICE_SID, "is not AC and 32 hexadecimal digits"));
        String key = section.parsed("serviceKey", text -> matching(text, SERVICE_KEY, "has blanks or is too long"));
        String phone = section.parsed("servicePhone", SettingsReader::phone);
        for (String needed : List.of("serviceSid", "servicePhone")) {
            if (!section.has(needed)) {
                section.problem(needed, "is missing");
            }
        }
        section.end();
        return sid == null || key == null || phone == null ? null : new TwilioAccount(sid, key, phone);
    }

    private static boolean flag(Section section, String key, boolean initial) {
        Boolean flag = section.flag(key);
        return flag == null ? initial : flag;
    }

    private static QrCodeService qrCodeService(String typed) {
        try {
            return QrCodeService.ofId(typed);
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException("is neither none nor google-authenticator", ex);
        }
    }

    private static SmsService smsService(String typed) {
        try {
            return SmsService.ofId(typed);
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException("is neither none nor twilio", ex);
        }
    }

    private static boolean emailService(String typed) {
        return switch (typed) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("is neither off nor on");
        };
    }

    private static String phone(String typed) {
        return ServicePhone.ofTyped(typed)
                .orElseThrow(() -> new IllegalArgumentException("is not + and 7 to 15 digits"));
    }

    private static String country(String typed) {
        return Countries.ofTyped(typed)
                .filter(codes -> codes.size() == 1)
                .orElseThrow(() -> new IllegalArgumentException("is not a country's ISO 3166 code"))
                .get(0);
    }

    private static int window(String typed) {
        return switch (typed) {
            case "0" -> 0;
            case "1" -> 1;
            default -> throw new IllegalArgumentException("is neither 0 nor 1");
        };
    }

    private static String matching(String typed, Pattern pattern, String otherwise) {
        if (!pattern.matcher(typed).matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return typed;
    }
}
