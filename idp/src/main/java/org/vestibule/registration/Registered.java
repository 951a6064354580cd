package org.vestibule.registration;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.vestibule.client.LmsClient;

/** How a request to the registration endpoints ended. */
sealed interface Registered {

    /**
     * The client is registered.
     *
     * @param secret null where it has none, or was told it before
     * @param token by which the client looks after its registration
     */
    record Yes(LmsClient client, @Nullable String secret, String token, Instant at) implements Registered {

        @Override
        public String toString() {
            return "Yes[" + client + "]";
        }
    }

    /**
     * The request is no good.
     *
     * @param error of RFC 7591, section 3.2.2
     */
    record Refused(String error, String description) implements Registered {

        /** @param problems by field: a sentence without its subject */
        static Refused of(Map<String, String> problems) {
            return new Refused(
                    problems.containsKey("redirect_uris") ? "invalid_redirect_uri" : "invalid_client_metadata",
                    problems.entrySet().stream()
                            .map(problem -> problem.getKey() + ' ' + problem.getValue())
                            .collect(Collectors.joining("; ")));
        }
    }

    /** The bearer token is none that may do this. */
    record NotAllowed() implements Registered {}
}
