package org.vestibule.journey;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/** What the demo mailed. */
final class Mailbox {

    private static final Pattern LINK = Pattern.compile("http://\\S+token=\\S+");

    private static final Pattern CODE = Pattern.compile("^[0-9]{6}$", Pattern.MULTILINE);

    private static final Pattern MARKED_CODE = Pattern.compile("^\\W*([0-9]{6})\\W*$", Pattern.MULTILINE);

    private final DemoInbox inbox;

    Mailbox(URI provider) {
        inbox = new DemoInbox(provider.resolve("/demo/mail"));
    }

    /** The newest mail to an address with this subject, waited for: mail leaves when its outbox is emptied. */
    String await(String address, String subject) {
        return inbox.await(address, subject);
    }

    /** The 6-digit code of the newest mail to an address that has one, in whatever language: with marks of direction or without. */
    String code(String address) {
        return Awaitility.await()
                .atMost(DemoInbox.PATIENCE)
                .until(
                        () -> inbox.to(address).stream()
                                .flatMap(mail -> MARKED_CODE.matcher(mail).results())
                                .map(code -> code.group(1))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The 6-digit code of the newest mail to an address with this subject. */
    String code(String address, String subject) {
        Matcher matcher = CODE.matcher(await(address, subject));
        if (!matcher.find()) {
            throw new AssertionError("a mail without a code");
        }
        return matcher.group();
    }

    /** The link of the newest mail to an address. */
    URI link(String address) {
        return linkIn(inbox.await(address));
    }

    /** The link of the newest mail to an address with this subject. */
    URI link(String address, String subject) {
        return linkIn(await(address, subject));
    }

    private static URI linkIn(String mail) {
        Matcher matcher = LINK.matcher(mail);
        if (!matcher.find()) {
            throw new AssertionError("a mail without a link");
        }
        return URI.create(matcher.group());
    }
}
