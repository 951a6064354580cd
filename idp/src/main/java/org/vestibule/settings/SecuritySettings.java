package org.vestibule.settings;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.vestibule.session.FactorMethod;
import org.vestibule.user.User;

/**
 * What the administrator chose under System settings → Security.
 *
 * @param version of the row, 0 where nothing was ever saved
 * @param askEnrolledWhenOff while 2-factor authentication is off: people who have it are still asked
 * @param twilio null where Twilio was never set up
 * @param allowedCountries ISO 3166 codes, null: the Service phone's country
 * @param totpWindow accepted time steps on either side: 0 or 1
 * @param requirement who must use a second factor
 * @param emailService whether people without a second factor get a code by mail
 */
public record SecuritySettings(
        long version,
        boolean twoFactorEnabled,
        boolean askEnrolledWhenOff,
        QrCodeService qrCodeService,
        SmsService smsService,
        @Nullable TwilioAccount twilio,
        @Nullable List<String> allowedCountries,
        int totpWindow,
        FactorRequirement requirement,
        boolean emailService) {

    /** The drop-down "Using a QR code service". */
    public enum QrCodeService {
        NONE,
        GOOGLE_AUTHENTICATOR;

        /** The value in the database, the import file and the page. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The service with an id.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static QrCodeService ofId(String id) {
            return Arrays.stream(values())
                    .filter(service -> service.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such QR code service"));
        }
    }

    /** The drop-down "Using an SMS messaging service". */
    public enum SmsService {
        NONE,
        TWILIO;

        /** The value in the database, the import file and the page. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The service with an id.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static SmsService ofId(String id) {
            return Arrays.stream(values())
                    .filter(service -> service.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such SMS messaging service"));
        }
    }

    /** @throws IllegalArgumentException when the window is none of the selectable ones (TOTP-04) */
    public SecuritySettings {
        if (totpWindow != 0 && totpWindow != 1) {
            throw new IllegalArgumentException("the TOTP window is 0 or 1");
        }
        allowedCountries = allowedCountries == null ? null : List.copyOf(allowedCountries);
    }

    /** The same, nobody must use a second factor, and no codes go by mail. */
    public SecuritySettings(
            long version,
            boolean twoFactorEnabled,
            boolean askEnrolledWhenOff,
            QrCodeService qrCodeService,
            SmsService smsService,
            @Nullable TwilioAccount twilio,
            @Nullable List<String> allowedCountries,
            int totpWindow) {
        this(
                version,
                twoFactorEnabled,
                askEnrolledWhenOff,
                qrCodeService,
                smsService,
                twilio,
                allowedCountries,
                totpWindow,
                FactorRequirement.nobody(),
                false);
    }

    /** Nothing saved yet: off, no service, and whoever has a factor is asked (strict defaults, WEB-13). */
    public static SecuritySettings initial() {
        return new SecuritySettings(0, false, true, QrCodeService.NONE, SmsService.NONE, null, null, 1);
    }

    /** The same settings as a change of the row with this version. */
    public SecuritySettings withVersion(long version) {
        return with(version, twoFactorEnabled, askEnrolledWhenOff, requirement, emailService);
    }

    /** The same settings with 2-factor authentication off; everything else stays, for the day it is turned on again. */
    SecuritySettings off(boolean askEnrolled) {
        return with(version, false, askEnrolled, requirement, emailService);
    }

    /** The same settings under another rule who must use a second factor. */
    public SecuritySettings withRequirement(FactorRequirement changed) {
        return with(version, twoFactorEnabled, askEnrolledWhenOff, changed, emailService);
    }

    /** The same settings, with or without codes by mail. */
    public SecuritySettings withEmailService(boolean on) {
        return with(version, twoFactorEnabled, askEnrolledWhenOff, requirement, on);
    }

    private SecuritySettings with(
            long version, boolean enabled, boolean askEnrolled, FactorRequirement requirement, boolean mailedCodes) {
        return new SecuritySettings(
                version,
                enabled,
                askEnrolled,
                qrCodeService,
                smsService,
                twilio,
                allowedCountries,
                totpWindow,
                requirement,
                mailedCodes);
    }

    /** The same without text messages and with the narrowest window, and whoever has a second factor is asked (WEB-13). */
    SecuritySettings strict() {
        return new SecuritySettings(
                version,
                twoFactorEnabled,
                true,
                qrCodeService,
                SmsService.NONE,
                null,
                null,
                1,
                requirement,
                emailService);
    }

    /** Whether people may set up an authenticator app now. */
    public boolean offersApp() {
        return twoFactorEnabled && qrCodeService == QrCodeService.GOOGLE_AUTHENTICATOR;
    }

    /** Whether people may set up text messages now. */
    public boolean offersTextMessages() {
        return twoFactorEnabled && smsService == SmsService.TWILIO;
    }

    /** Whether people without a second factor are asked for a code by mail now. */
    public boolean asksMailedCode() {
        return twoFactorEnabled && emailService;
    }

    /** Whether a person must use a second factor now; a grace period is another matter. */
    public boolean requires(User user, Instant now) {
        return twoFactorEnabled && requirement.covers(user, now);
    }

    /** Whether an administrator took a method away from those who have it, while there is another (MFA-11). */
    public boolean turnedOff(FactorMethod method) {
        return twoFactorEnabled
                && switch (method) {
                    case TOTP -> qrCodeService == QrCodeService.NONE;
                    case SMS -> smsService == SmsService.NONE;
                    default -> false;
                };
    }

    /** Whether somebody who has a second factor is asked for it at sign-in (contract, section 6). */
    public boolean asksEnrolled() {
        return twoFactorEnabled || askEnrolledWhenOff;
    }
}
