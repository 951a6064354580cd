package org.vestibule.protocol;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.jspecify.annotations.Nullable;
import org.vestibule.protocol.Lms.Answer;

/** An application that registers itself: RFC 7591 and 7592 over HTTP. */
final class Registrar {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI endpoint;

    Registrar(URI base) {
        this.endpoint = base.resolve("/connect/register");
    }

    Answer register(@Nullable String token, String json) {
        return register(token, BodyPublishers.ofString(json));
    }

    Answer register(@Nullable String token, HttpRequest.BodyPublisher body) {
        return send("POST", endpoint, token, body);
    }

    Answer show(Answer registered, String token) {
        return send("GET", address(registered), token, BodyPublishers.noBody());
    }

    Answer remove(Answer registered, String token) {
        return send("DELETE", address(registered), token, BodyPublishers.noBody());
    }

    Answer send(String method, String path, @Nullable String token) {
        return send(method, endpoint.resolve(path), token, BodyPublishers.noBody());
    }

    /** The issuer of tests has another port than the provider. */
    private URI address(Answer registered) {
        return endpoint.resolve(
                URI.create(registered.text("registration_client_uri")).getRawPath());
    }

    private static Answer send(String method, URI address, @Nullable String token, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, body)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
