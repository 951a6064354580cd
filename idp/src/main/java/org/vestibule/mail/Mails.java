package org.vestibule.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends mail: writes it to the outbox, in the transaction of what it tells about. */
@Component
public class Mails {

    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration LATELY = Duration.ofDays(1);
    private static final Duration KNOWN = Duration.ofDays(7);

    private final boolean available;
    private final MailOutbox outbox;
    private final MailTexts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mails(
            ObjectProvider<MailTransport> transport,
            MailOutbox outbox,
            MailTexts texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.available = transport.getIfAvailable() != null;
        this.outbox = outbox;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /** Whether there is a way out; else what needs mail is off, and {@link #send} does nothing. */
    public boolean available() {
        return available;
    }

    /**
     * Sends one message.
     *
     * @param userId whom it is about; null: nobody with an account
     * @param locale the recipient's language; one that has no texts gets English
     * @param kind the text: {@code mail.<kind>.subject} and {@code mail.<kind>.body}
     * @param goodFor how long it is worth sending
     * @param values for the placeholders of the text from the second on; the first is the product's name
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(@Nullable UUID userId, String to, Locale locale, String kind, Duration goodFor, Object... values) {
        if (available) {
            queue(userId, to, locale, kind, goodFor, values);
            events.publishEvent(new MailQueued());
        }
    }

    /** The same for one of many at once: it leaves at the next regular look at the outbox. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void queue(
            @Nullable UUID userId, String to, Locale locale, String kind, Duration goodFor, Object... values) {
        Instant now = clock.instant();
        outbox.write(userId, kind, texts.compose(to, locale, kind, values), now, now.plus(goodFor));
    }

    /** Whether at least as many messages wait as this. */
    public boolean manyWait(int many) {
        return outbox.due(clock.instant(), many).size() >= many;
    }

    /** How mail is doing; empty where there is no mail. */
    public Optional<MailState> state() {
        Instant now = clock.instant();
        return available
                ? Optional.of(outbox.state(now.minus(USUAL), now.minus(LATELY), now.minus(KNOWN)))
                : Optional.empty();
    }
}
