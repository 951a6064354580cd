package org.vestibule.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A phone: what the demo's Twilio sent to its number, newest first. */
final class Phone {

    private static final Pattern CODE = Pattern.compile("^([0-9]{6}) is your Vestibule security code\\.");

    private final String number;
    private final URI inbox;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    Phone(String number, URI provider) {
        this.number = number;
        this.inbox = provider.resolve("/demo/messages");
    }

    String number() {
        return number;
    }

    /** All messages, newest first. */
    List<String> messages() {
        HttpRequest request = HttpRequest.newBuilder(inbox)
                .header("Accept", "application/json")
                .build();
        try {
            JsonNode all =
                    json.readTree(http.send(request, BodyHandlers.ofString()).body());
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(message -> message.get("to").asString().equals(number))
                    .map(message -> message.get("body").asString())
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
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
