package org.vestibule.settings;

/**
 * Twilio's account as typed on the settings page.
 *
 * @param serviceSid the ACCOUNT SID: {@code AC} and 32 hexadecimal digits
 * @param serviceKey the AUTH TOKEN; a secret, never printed
 * @param servicePhone the sender, {@code +} and 7 to 15 digits
 */
public record TwilioAccount(String serviceSid, String serviceKey, String servicePhone) {

    /** The last four characters of the SID: all of it that is shown outside the page (SMS-14). */
    public String serviceSidEnd() {
        return serviceSid.substring(Math.max(0, serviceSid.length() - 4));
    }

    @Override
    public String toString() {
        return "TwilioAccount[serviceSid=…" + serviceSidEnd() + "]";
    }
}
