package org.vestibule.demo;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the simulator answers.
 *
 * @param body as JSON
 * @param message what to keep, null when nothing was sent
 * @param silent no answer at all for a while
 */
record TwilioAnswer(int status, Map<String, ?> body, Inbox.@Nullable Entry message, boolean silent) {

    static TwilioAnswer accepted(Map<String, ?> body, Inbox.Entry message) {
        return new TwilioAnswer(201, body, message, false);
    }

    /** An error in the shape of Twilio's. */
    static TwilioAnswer refused(int status, int code, String text) {
        return new TwilioAnswer(
                status,
                Map.of(
                        "code", code,
                        "message", text,
                        "more_info", "https://www.twilio.com/docs/errors/" + code,
                        "status", status),
                null,
                false);
    }

    static TwilioAnswer silence() {
        return new TwilioAnswer(0, Map.of(), null, true);
    }
}
