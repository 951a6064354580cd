package org.vestibule.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;

/** Checks what was typed against what is saved. Only what the page shows is looked at; the rest stays as it was saved. */
final class TypedSettings {

    private static final Pattern SERVICE_SID = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final int LONGEST_KEY = 256;

    private final SecuritySettingsForm form;
    private final String serviceKey;
    private final SecuritySettings saved;
    private final Errors errors;

    private TypedSettings(SecuritySettingsForm form, String serviceKey, SecuritySettings saved, Errors errors) {
        this.form = form;
        this.serviceKey = serviceKey;
        this.saved = saved;
        this.errors = errors;
    }

    /**
     * The settings with 2-factor authentication on.
     *
     * @param serviceKey as typed now or before a fresh proof was asked
     * @return empty when something is wrong, which the errors then say
     */
    static Optional<SecuritySettings> check(
            SecuritySettingsForm form, String serviceKey, SecuritySettings saved, Errors errors) {
        SecuritySettings typed = new TypedSettings(form, serviceKey, saved, errors).read();
        return errors.hasErrors() ? Optional.empty() : Optional.of(typed);
    }

    /** Whether this is what Twilio calls an ACCOUNT SID. */
    static boolean isServiceSid(String sid) {
        return SERVICE_SID.matcher(sid).matches();
    }

    private SecuritySettings read() {
        QrCodeService qr = choice("qrCodeService", QrCodeService.values(), form.qrCodeService(), QrCodeService.NONE);
        SmsService sms = choice("smsService", SmsService.values(), form.smsService(), SmsService.NONE);
        if (qr == QrCodeService.NONE && sms == SmsService.NONE && !errors.hasErrors()) {
            errors.rejectValue("qrCodeService", "settings.no-service");
        }
        boolean twilio = sms == SmsService.TWILIO;
        return new SecuritySettings(
                saved.version(),
                true,
                true,
                qr,
                sms,
                twilio ? twilio() : saved.twilio(),
                twilio ? countries() : saved.allowedCountries(),
                saved.totpWindow(),
                TypedRequirement.read(form, errors),
                emailService());
    }

    private boolean emailService() {
        if (!form.emailService().equals("ON") && !form.emailService().equals("OFF")) {
            errors.rejectValue("emailService", "settings.choice.unknown");
        }
        return form.emailService().equals("ON");
    }

    private <E extends Enum<E>> E choice(String field, E[] choices, String typed, E otherwise) {
        Optional<E> chosen = Arrays.stream(choices)
                .filter(choice -> choice.name().equals(typed))
                .findFirst();
        if (chosen.isEmpty()) {
            errors.rejectValue(field, "settings.choice.unknown");
        }
        return chosen.orElse(otherwise);
    }

    private @Nullable TwilioAccount twilio() {
        TwilioAccount before = saved.twilio();
        String key = serviceKey.isEmpty() && before != null ? before.serviceKey() : serviceKey;
        Optional<String> phone = ServicePhone.ofTyped(form.servicePhone());
        if (!isServiceSid(form.serviceSid())) {
            errors.rejectValue("serviceSid", "settings.service-sid.malformed");
        }
        if (key.isEmpty()) {
            errors.rejectValue("serviceKey", "settings.service-key.empty");
        } else if (key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            errors.rejectValue("serviceKey", "settings.service-key.malformed");
        }
        if (phone.isEmpty()) {
            errors.rejectValue("servicePhone", "settings.service-phone.malformed");
        }
        return phone.map(number -> new TwilioAccount(form.serviceSid(), key, number))
                .orElse(before);
    }

    private @Nullable List<String> countries() {
        Optional<List<String>> codes = Countries.ofTyped(form.allowedCountries());
        if (codes.isEmpty()) {
            errors.rejectValue("allowedCountries", "settings.countries.malformed");
        }
        return codes.filter(list -> !list.isEmpty()).orElse(null);
    }
}
