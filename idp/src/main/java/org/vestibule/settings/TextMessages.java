package org.vestibule.settings;

import java.util.UUID;

/** What the page needs from whoever sends text messages; module sms implements it. */
public interface TextMessages {

    /**
     * Sends the message of <b>Send a test message</b>; never throws for what a gateway may do.
     *
     * @param number {@code +} and 7 to 15 digits
     * @param administrator who asked for it, whose tests are counted
     */
    Answer sendTest(TwilioAccount account, String number, UUID administrator);

    /** Whether people of any country could get text messages under these settings. */
    boolean reachAnyCountry(SecuritySettings settings);

    /**
     * What the gateway said.
     *
     * @param messageKey of the sentence that tells it in plain words
     */
    record Answer(boolean accepted, String messageKey) {}
}
