package org.vestibule.mailcode;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.FactorSending;
import org.vestibule.enrollment.spi.FactorVerification;
import org.vestibule.mail.Mails;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.SignInSessions;
import org.vestibule.user.User;

/** Codes by mail, by the rules of those by text message (SMS-02 to SMS-08). */
@Component
class MailCodes {

    static final Duration VALIDITY = Duration.ofMinutes(5);

    private static final int CODES = 1_000_000;
    private static final String HASH = "mail-code";
    private static final int AN_HOUR = 5;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(60);

    private final MailCodeRows rows;
    private final Mails mails;
    private final KeyedHash hash;
    private final SignInSessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    MailCodes(
            MailCodeRows rows,
            Mails mails,
            KeyedHash hash,
            SignInSessions sessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.mails = mails;
        this.hash = hash;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    boolean available() {
        return mails.available();
    }

    /**
     * Mails a new code where that is allowed now; the lock on the person makes parallel requests wait for each other.
     *
     * @param purpose what the code is good for, and nothing else (SMS-05)
     */
    @Transactional
    FactorSending send(User user, String address, FactorMethod purpose, FactorRequest request) {
        if (!mails.available()) {
            events.publishEvent(new MailCodeEvent(user.id(), request.sessionId(), false));
            return FactorSending.FAILED;
        }
        sessions.lockPerson(user.id());
        if (waitSeconds(user.id()) > 0) {
            return FactorSending.COOLING_DOWN;
        }
        UUID id = UUID.randomUUID();
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        byte[] mac = hash.mac(HASH, parts(id, purpose, request, address, code));
        rows.write(id, user.id(), request.sessionId(), address, mac, clock.instant(), VALIDITY);
        mails.send(
                user.id(),
                address,
                user.language(),
                "mail-code",
                VALIDITY,
                user.displayName(),
                code,
                VALIDITY.toMinutes());
        events.publishEvent(new MailCodeEvent(user.id(), request.sessionId(), true));
        return FactorSending.SENT;
    }

    /** Checks six digits and uses the code up when they are right, inside the caller's transaction. */
    FactorVerification verify(String address, FactorMethod purpose, FactorRequest request, String code) {
        Instant now = clock.instant();
        Optional<MailCodeRows.Live> live = rows.live(request.userId(), request.sessionId(), address, now);
        if (live.isEmpty()) {
            return rows.used(request.sessionId()) ? FactorVerification.USED_CODE : FactorVerification.EXPIRED_CODE;
        }
        UUID id = live.get().id();
        if (!hash.matches(
                HexFormat.of().parseHex(live.get().hash()), HASH, parts(id, purpose, request, address, code))) {
            return FactorVerification.WRONG_CODE;
        }
        return rows.use(id, now) ? FactorVerification.ACCEPTED : FactorVerification.USED_CODE;
    }

    /** When the code that is waited for went out. */
    Optional<Instant> sentAt(String address, FactorRequest request) {
        return rows.live(request.userId(), request.sessionId(), address, clock.instant())
                .map(MailCodeRows.Live::sentAt);
    }

    /** Seconds until this person may get a new code, 0: now. A code that was entered starts the waiting over. */
    long waitSeconds(UUID userId) {
        Instant now = clock.instant();
        List<MailCodeRows.Sent> sent = rows.sentSince(userId, now.minus(HOUR));
        long unused = sent.stream().takeWhile(mail -> !mail.used()).count();
        Instant next = unused == 0 ? now : sent.get(0).at().plus(FIRST_WAIT.multipliedBy(1L << (unused - 1)));
        Instant room = sent.size() < AN_HOUR ? now : sent.get(AN_HOUR - 1).at().plus(HOUR);
        Instant later = next.isAfter(room) ? next : room;
        return later.isAfter(now) ? Duration.between(now, later).toSeconds() + 1 : 0;
    }

    // SMS-04: the hash covers what the code is bound to
    private static byte[][] parts(UUID id, FactorMethod purpose, FactorRequest request, String address, String code) {
        return new byte[][] {
            bytes(purpose.id()),
            bytes(code),
            bytes(id.toString()),
            bytes(request.userId().toString()),
            bytes(request.sessionId().toString()),
            bytes(address)
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
