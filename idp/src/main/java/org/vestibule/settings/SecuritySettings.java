package org.vestibule.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the administrator chose under System settings → Security.
 *
 * @param version of the row, 0 where nothing was ever saved
 * @param askEnrolledWhenOff while 2-factor authentication is off: people who have it are still asked
 * @param twilio null where Twilio was never set up
 * @param allowedCountries ISO 3166 codes, null: the Service phone's country
 * @param totpWindow accepted time steps on either side: 0 or 1
 */
public record SecuritySettings(
        long version,
        boolean twoFactorEnabled,
        boolean askEnrolledWhenOff,
        QrCodeService qrCodeService,
        SmsService smsService,
        @Nullable TwilioAccount twilio,
        @Nullable List<String> allowedCountries,
        int totpWindow) {

    /** The drop-down "Using a QR code service". */
    public enum QrCodeService {
        NONE,
        GOOGLE_AUTHENTICATOR
    }

    /** The drop-down "Using an SMS messaging service". */
    public enum SmsService {
        NONE,
        TWILIO
    }

    /** Nothing saved yet: off, no service, and whoever has a factor is asked (strict defaults, WEB-13). */
    public static SecuritySettings initial() {
        return new SecuritySettings(0, false, true, QrCodeService.NONE, SmsService.NONE, null, null, 1);
    }

    /** Whether people may set up an authenticator app now. */
    public boolean offersApp() {
        return twoFactorEnabled && qrCodeService == QrCodeService.GOOGLE_AUTHENTICATOR;
    }

    /** Whether people may set up text messages now. */
    public boolean offersTextMessages() {
        return twoFactorEnabled && smsService == SmsService.TWILIO;
    }

    /** Whether somebody who has a second factor is asked for it at sign-in (contract, section 6). */
    public boolean asksEnrolled() {
        return twoFactorEnabled || askEnrolledWhenOff;
    }
}
