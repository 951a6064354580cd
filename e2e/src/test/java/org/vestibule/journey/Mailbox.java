package org.vestibule.journey;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo mailed. */
final class Mailbox {

    private static final Pattern LINK = Pattern.compile("http://\\S+token=\\S+");

    private final DemoInbox inbox;

    Mailbox(URI provider) {
        inbox = new DemoInbox(provider.resolve("/demo/mail"));
    }

    /** The link of the newest mail to an address, waited for: mail leaves when its outbox is emptied. */
    URI link(String address) {
        Matcher matcher = LINK.matcher(inbox.await(address));
        if (!matcher.find()) {
            throw new AssertionError("a mail without a link");
        }
        return URI.create(matcher.group());
    }
}
