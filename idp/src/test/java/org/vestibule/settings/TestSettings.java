package org.vestibule.settings;

import java.util.List;

import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;

/** Security settings for tests. */
public final class TestSettings {

    /** Never to be seen in an answer. */
    public static final String SERVICE_KEY = "0123456789-the-service-key-abcdef";

    private TestSettings() {}

    public static TwilioAccount twilio() {
        return new TwilioAccount("AC" + "0123456789abcdef".repeat(2), SERVICE_KEY, "+12025550100");
    }

    /** On, with the authenticator app only. */
    public static SecuritySettings app() {
        return new SecuritySettings(1, true, true, QrCodeService.GOOGLE_AUTHENTICATOR, SmsService.NONE, null, null, 1);
    }

    /** On, with text messages only. */
    public static SecuritySettings textMessages() {
        return new SecuritySettings(1, true, true, QrCodeService.NONE, SmsService.TWILIO, twilio(), null, 1);
    }

    /** On, with both methods. */
    public static SecuritySettings both() {
        return new SecuritySettings(
                1, true, true, QrCodeService.GOOGLE_AUTHENTICATOR, SmsService.TWILIO, twilio(), List.of("GR", "US"), 1);
    }

    /** Off, and nobody is asked. */
    public static SecuritySettings offForEverybody() {
        return both().off(false);
    }
}
