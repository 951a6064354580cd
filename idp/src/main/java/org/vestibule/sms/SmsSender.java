package org.vestibule.sms;

import java.time.Duration;

import org.vestibule.settings.TwilioAccount;

/**
 * Hands text messages to a gateway. Called outside transactions; it never waits longer than its total deadline and
 * never throws for what a gateway may do.
 */
public interface SmsSender {

    /**
     * Sends one message once.
     *
     * @param validity after which a message still on its way is dropped by the gateway (SMS-03)
     */
    SmsDelivery send(TwilioAccount account, PhoneNumber to, String body, Duration validity);

    /** Sends the message of <b>Send a test message</b>, whatever went before. */
    SmsDelivery sendTest(TwilioAccount account, PhoneNumber to);
}
