package org.vestibule.logout;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.web.IdpProperties;

/** What the pages show about the LMSs of a session that has ended. */
@Component
public class Logouts {

    /** The parameter that tells the signed-out page which session has ended. */
    public static final String PARAMETER = "ended";

    /** A person never waits longer than this for LMSs. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(2);
    /** How long the result is shown. */
    private static final Duration SHOWN = Duration.ofMinutes(15);

    private static final String PURPOSE = "signed-out";

    private final LogoutOutbox outbox;
    private final LogoutDelivery delivery;
    private final KeyedHash hash;
    private final Clock clock;
    private final String issuer;

    Logouts(LogoutOutbox outbox, LogoutDelivery delivery, KeyedHash hash, Clock clock, IdpProperties properties) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.hash = hash;
        this.clock = clock;
        this.issuer = properties.issuer().toString();
    }

    /** Waits shortly until the LMSs of a session that has just ended have been told. */
    public void await(UUID sessionId) {
        delivery.await(sessionId, SHORT_WAIT);
    }

    /** The value of {@link #PARAMETER} for this session; empty where there is nothing to show about it. */
    public Optional<String> receipt(UUID sessionId) {
        return told(sessionId).isEmpty() && frames(sessionId).isEmpty()
                ? Optional.empty()
                : Optional.of(sessionId + "." + mac(sessionId));
    }

    /** The session of a receipt that was made here. */
    public Optional<UUID> session(String receipt) {
        int dot = receipt.indexOf('.');
        try {
            UUID session = UUID.fromString(receipt.substring(0, Math.max(dot, 0)));
            byte[] mac = Base64.getUrlDecoder().decode(receipt.substring(dot + 1));
            return hash.matches(mac, PURPOSE, bytes(session)) ? Optional.of(session) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Who was told by the server, and whether they confirmed. */
    public List<ToldLms> told(UUID sessionId) {
        return outbox.ofSession(sessionId, since());
    }

    /** The same of the last sign-out of a person, who may have been sent to an LMS instead of our page. */
    public List<ToldLms> toldAtLastSignOut(UUID userId) {
        return outbox.ofLastSignOut(userId, since());
    }

    /** The addresses that the browser is to load, so that it signs out of LMSs there (Front-Channel Logout, section 3). */
    public List<URI> frames(UUID sessionId) {
        return outbox.frontChannel(sessionId, since()).stream()
                .map(address -> UriComponentsBuilder.fromUriString(address)
                        .queryParam("iss", "{iss}")
                        .queryParam("sid", "{sid}")
                        .encode()
                        .buildAndExpand(issuer, sessionId)
                        .toUri())
                .toList();
    }

    private Instant since() {
        return clock.instant().minus(SHOWN);
    }

    private String mac(UUID sessionId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.mac(PURPOSE, bytes(sessionId)));
    }

    private static byte[] bytes(UUID sessionId) {
        return sessionId.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
