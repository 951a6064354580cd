package org.vestibule.settings;

import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;

/**
 * What is typed on the Security page: text as it came, so that nothing typed gets lost. Spring hands over null for what
 * the browser did not send.
 *
 * @param version of the settings that the page showed
 * @param twoFactorEnabled {@code true} or {@code false}
 * @param serviceKey write-only: never shown, and empty keeps the saved one (SMS-14)
 * @param requiredFor one of {@link FactorRequirement.Who}
 * @param requiredGroups one a line
 * @param requiredFrom a date, empty: at once
 * @param emailService {@code ON} or {@code OFF}
 * @param held the id of this form's former submission, which waited for a fresh proof and may carry the key
 */
record SecuritySettingsForm(
        String version,
        String twoFactorEnabled,
        String qrCodeService,
        String smsService,
        String serviceSid,
        String serviceKey,
        String servicePhone,
        String allowedCountries,
        String requiredFor,
        String requiredGroups,
        String requiredFrom,
        String graceDays,
        String emailService,
        String held) {

    SecuritySettingsForm {
        version = text(version);
        twoFactorEnabled = String.valueOf("true".equals(twoFactorEnabled));
        qrCodeService = qrCodeService == null ? QrCodeService.NONE.name() : qrCodeService;
        smsService = smsService == null ? SmsService.NONE.name() : smsService;
        serviceSid = text(serviceSid);
        serviceKey = text(serviceKey);
        servicePhone = text(servicePhone);
        allowedCountries = text(allowedCountries);
        requiredFor = requiredFor == null ? FactorRequirement.Who.NOBODY.name() : requiredFor;
        requiredGroups = text(requiredGroups);
        requiredFrom = text(requiredFrom);
        graceDays = text(graceDays);
        emailService = emailService == null ? "OFF" : emailService;
        held = text(held);
    }

    static SecuritySettingsForm of(SecuritySettings settings) {
        TwilioAccount twilio = settings.twilio();
        FactorRequirement requirement = settings.requirement();
        return new SecuritySettingsForm(
                String.valueOf(settings.version()),
                String.valueOf(settings.twoFactorEnabled()),
                settings.qrCodeService().name(),
                settings.smsService().name(),
                twilio == null ? "" : twilio.serviceSid(),
                "",
                twilio == null ? "" : twilio.servicePhone(),
                Countries.asTyped(settings.allowedCountries()),
                requirement.who().name(),
                String.join("\n", requirement.groups()),
                requirement.from() == null ? "" : requirement.from().toString(),
                String.valueOf(requirement.graceDays()),
                settings.emailService() ? "ON" : "OFF",
                "");
    }

    /** The same typed values, now on top of the settings with this version. */
    SecuritySettingsForm onVersion(long newer) {
        return new SecuritySettingsForm(
                String.valueOf(newer),
                twoFactorEnabled,
                qrCodeService,
                smsService,
                serviceSid,
                serviceKey,
                servicePhone,
                allowedCountries,
                requiredFor,
                requiredGroups,
                requiredFrom,
                graceDays,
                emailService,
                held);
    }

    boolean ticked() {
        return Boolean.parseBoolean(twoFactorEnabled);
    }

    boolean isFor(SecuritySettings settings) {
        return version.equals(String.valueOf(settings.version()));
    }

    @Override
    public String toString() {
        return "SecuritySettingsForm[" + version + "]";
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
