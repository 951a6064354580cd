package org.vestibule.pushed;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps pushed requests (RFC 9126). A {@code request_uri} is opened within a minute; a sign-in page may then take its time,
 * so the content goes with the browser. Whoever gets the code first has spent it, for all browsers and nodes.
 */
@Service
public class PushedRequests {

    /** What every {@code request_uri} of ours starts with (RFC 9126 section 2.2). */
    public static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    /** How long one may be opened; FAPI 2.0 wants less than ten minutes. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    /** As long as an unused sign-in page (contract, section 6). */
    static final Duration CARRIED_LIFE = Duration.ofHours(12);

    private static final int ID_BYTES = 32;
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    private final PushedRequestStore store;
    private final CarriedRequests carriedRequests;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = JsonMapper.builder().build();

    PushedRequests(PushedRequestStore store, CarriedRequests carriedRequests, Clock clock) {
        this.store = store;
        this.carriedRequests = carriedRequests;
        this.clock = clock;
    }

    /**
     * Keeps a checked request.
     *
     * @param client the id of its row
     */
    public Pushed push(UUID client, Map<String, String> parameters) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String requestUri = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Instant expiresAt = clock.instant().plus(LIFE);
        store.insert(requestUri, client, json.writeValueAsString(parameters), expiresAt);
        return new Pushed(requestUri, expiresAt);
    }

    /**
     * The request behind an address.
     *
     * @param carried what the browser brings along of it, null at its first coming
     * @param browser the value of its pre-session cookie
     * @return empty when it is unknown, another client's, spent, or expired and not carried by this browser
     */
    public Optional<PushedRequest> open(String requestUri, String clientId, @Nullable String carried, String browser) {
        Optional<PushedRequestStore.Row> row = store.find(requestUri, clock.instant());
        if (row.isPresent() && (row.get().spent() || !row.get().clientId().equals(clientId))) {
            return Optional.empty();
        }
        Optional<PushedRequest> brought = carried == null
                ? Optional.empty()
                : carriedRequests
                        .open(carried, requestUri, clientId, browser)
                        .map(parameters -> new PushedRequest(parameters, carried));
        return brought.or(() -> row.filter(PushedRequestStore.Row::fresh)
                .map(PushedRequestStore.Row::parameters)
                .map(text -> json.readValue(text, PARAMETERS))
                .map(parameters -> new PushedRequest(
                        parameters, carriedRequests.seal(parameters, requestUri, clientId, browser))));
    }

    /** Before a code is issued: whether nobody has got one for this request yet. */
    public boolean spend(String requestUri, String clientId) {
        Instant now = clock.instant();
        return store.spend(requestUri, clientId, now, now.plus(CARRIED_LIFE));
    }

    /** @param requestUri what the LMS sends the browser with */
    public record Pushed(String requestUri, Instant expiresAt) {}
}
