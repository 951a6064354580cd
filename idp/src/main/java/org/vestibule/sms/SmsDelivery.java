package org.vestibule.sms;

/**
 * What the gateway said to one message.
 *
 * @param code the gateway's own error code, 0 where it gave none
 */
public record SmsDelivery(Outcome outcome, int code) {

    /** The kinds of answer that need different handling (SMS-15). */
    public enum Outcome {
        ACCEPTED("accepted", false),
        /** Service SID or Service Key is wrong. */
        WRONG_KEY("wrong-key", true),
        ACCOUNT_SUSPENDED("account-suspended", true),
        /** A trial account sends only to numbers that were verified at Twilio. */
        TRIAL_ACCOUNT("trial-account", true),
        /** The Service phone is not a number of this account that can send text messages there. */
        SENDER_REFUSED("sender-refused", true),
        COUNTRY_NOT_ENABLED("country-not-enabled", true),
        NUMBER_REFUSED("number-refused", true),
        /** The recipient answered STOP to an earlier message. */
        OPTED_OUT("opted-out", true),
        /** Carrier, filter or pumping guard stopped it. */
        BLOCKED("blocked", true),
        /** The handset cannot be reached, or is no handset. */
        UNREACHABLE_HANDSET("unreachable-handset", true),
        TOO_MANY_REQUESTS("too-many-requests", true),
        /** No connection, or too many messages on their way already: certainly not sent. */
        NOT_SENT("not-sent", true),
        /** No answer in time, an answer of 5xx or one we do not understand: it may have been sent. */
        UNKNOWN("unknown", false);

        private final String id;
        private final boolean certainlyNotAccepted;

        Outcome(String id, boolean certainlyNotAccepted) {
            this.id = id;
            this.certainlyNotAccepted = certainlyNotAccepted;
        }

        /** The stable name for the audit trail and message keys. */
        public String id() {
            return id;
        }

        /** Whether an administrator has to do something before messages go out again (SMS-15). */
        public boolean needsAdministrator() {
            return switch (this) {
                case WRONG_KEY, ACCOUNT_SUSPENDED, TRIAL_ACCOUNT, SENDER_REFUSED, COUNTRY_NOT_ENABLED, BLOCKED -> true;
                default -> false;
            };
        }

        /** Whether the slot that was reserved for the message may be given back (SMS-09). */
        public boolean certainlyNotAccepted() {
            return certainlyNotAccepted;
        }
    }

    public boolean accepted() {
        return outcome == Outcome.ACCEPTED;
    }

    /** Key of the sentence that tells an administrator in plain words what happened. */
    public String messageKey() {
        return "sms.test." + outcome.id();
    }
}
