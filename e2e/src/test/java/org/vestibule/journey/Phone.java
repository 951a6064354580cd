package org.vestibule.journey;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone: what the demo's Twilio sent to its number, newest first. */
final class Phone {

    // its last line is the same in every language
    private static final Pattern CODE = Pattern.compile("#([0-9]{6})$");

    private final String number;
    private final DemoInbox inbox;

    Phone(String number, URI provider) {
        this.number = number;
        inbox = new DemoInbox(provider.resolve("/demo/messages"));
    }

    String number() {
        return number;
    }

    /** All messages, newest first. */
    List<String> messages() {
        return inbox.to(number);
    }

    /** The code of the newest message. */
    String code() {
        String newest = messages().stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message was sent to " + number));
        Matcher matcher = CODE.matcher(newest);
        if (!matcher.find()) {
            throw new AssertionError("a message without a code: " + newest);
        }
        return matcher.group(1);
    }
}
