package org.vestibule.sms.internal;

import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsDelivery.Outcome;

/** What Twilio's error codes mean to us (SMS-15; Twilio's error and warning dictionary). */
final class TwilioAnswers {

    private TwilioAnswers() {}

    /**
     * The meaning of a refusal.
     *
     * @param code Twilio's, 0 where the answer had none
     * @param status of the HTTP answer, 0 where there was none
     */
    static SmsDelivery refusal(int code, int status) {
        return new SmsDelivery(code == 0 ? ofStatus(status) : ofCode(code, status), code);
    }

    private static Outcome ofCode(int code, int status) {
        return switch (code) {
            // 20404: the account in the address does not exist
            case 20003, 20005, 20006, 20008, 20404 -> Outcome.WRONG_KEY;
            case 30002 -> Outcome.ACCOUNT_SUSPENDED;
            case 20429 -> Outcome.TOO_MANY_REQUESTS;
            case 21608 -> Outcome.TRIAL_ACCOUNT;
            case 21408 -> Outcome.COUNTRY_NOT_ENABLED;
            case 21211, 21214, 21217, 21604, 21614, 21635 -> Outcome.NUMBER_REFUSED;
            case 21610 -> Outcome.OPTED_OUT;
            case 21212, 21603, 21606, 21612, 21659, 21660, 21661 -> Outcome.SENDER_REFUSED;
            case 30003, 30005, 30006 -> Outcome.UNREACHABLE_HANDSET;
            case 30004, 30007, 30034, 30450 -> Outcome.BLOCKED;
            default -> ofStatus(status);
        };
    }

    private static Outcome ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> Outcome.WRONG_KEY;
            case 429 -> Outcome.TOO_MANY_REQUESTS;
            default -> Outcome.UNKNOWN;
        };
    }
}
