package org.vestibule.pushed;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.secrets.Sealed;
import org.vestibule.secrets.SecretBox;
import org.vestibule.secrets.Sha256;

import tools.jackson.databind.json.JsonMapper;

/**
 * Content of a pushed request in the address that a browser comes back to: encrypted, so that it stays between us and the
 * LMS, and good for this browser, client and {@code request_uri} only.
 */
@Component
class CarriedRequests {

    // the key id may have dots itself
    private static final char SEPARATOR = '~';

    private final SecretBox box;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    CarriedRequests(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    String seal(Map<String, String> parameters, String requestUri, String clientId, String browser) {
        byte[] content = json.writeValueAsString(new Content(clock.instant(), parameters))
                .getBytes(StandardCharsets.UTF_8);
        Sealed sealed = box.seal(content, context(requestUri, clientId, browser));
        return sealed.keyId()
                + SEPARATOR
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.bytes());
    }

    /** The parameters; empty when it was not made here for all of these, or too long ago. */
    Optional<Map<String, String>> open(String carried, String requestUri, String clientId, String browser) {
        int separator = carried.indexOf(SEPARATOR);
        if (separator < 0) {
            return Optional.empty();
        }
        try {
            Sealed sealed = new Sealed(
                    carried.substring(0, separator), Base64.getUrlDecoder().decode(carried.substring(separator + 1)));
            Content content = json.readValue(box.open(sealed, context(requestUri, clientId, browser)), Content.class);
            return content.openedAt().plus(PushedRequests.CARRIED_LIFE).isAfter(clock.instant())
                    ? Optional.of(content.parameters())
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }

    /** As hashes, so that no part can run into the next. */
    private static String context(String requestUri, String clientId, String browser) {
        return "pushed_request/" + Sha256.hex(requestUri) + '/' + Sha256.hex(clientId) + '/' + Sha256.hex(browser);
    }

    private record Content(Instant openedAt, Map<String, String> parameters) {}
}
