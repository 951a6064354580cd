package org.vestibule.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the demo's pages that show what would have left the house, read as JSON. */
final class DemoInbox {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    DemoInbox(URI address) {
        this.address = address;
    }

    /** The bodies of all messages to somebody, newest first. */
    List<String> to(String recipient) {
        return to(recipient, message -> true);
    }

    private List<String> to(String recipient, Predicate<JsonNode> which) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        try {
            JsonNode all = JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(message -> message.get("to").asString().equals(recipient))
                    .filter(which)
                    .map(message -> message.get("body").asString())
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** The newest message to somebody, as soon as there is one. */
    String await(String recipient) {
        return await(recipient, message -> true);
    }

    /** The newest message to somebody with this subject, as soon as there is one. */
    String await(String recipient, String subject) {
        return await(recipient, message -> message.get("subject").asString().equals(subject));
    }

    private String await(String recipient, Predicate<JsonNode> which) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> to(recipient, which).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }
}
