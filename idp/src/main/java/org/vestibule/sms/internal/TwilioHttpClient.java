package org.vestibule.sms.internal;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;

/**
 * The transport of Twilio's library for one message: sends exactly once, follows no redirect, and ends within the total
 * deadline whatever the other side does (SMS-15).
 */
final class TwilioHttpClient extends HttpClient {

    private final java.net.http.HttpClient http;
    private final UnaryOperator<URI> address;
    private final Duration readTimeout;
    private final Duration deadline;
    private int status;

    /** @param deadline for everything: connecting, sending, reading the whole answer */
    TwilioHttpClient(
            java.net.http.HttpClient http, UnaryOperator<URI> address, Duration readTimeout, Duration deadline) {
        this.http = http;
        this.address = address;
        this.readTimeout = readTimeout;
        this.deadline = deadline;
    }

    /** The answer's status, 0 where none came. */
    int status() {
        return status;
    }

    // The library's own version sends again after a 429 or 5xx; a message must never go out twice.
    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(toHttp(request), BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            status = response.statusCode();
            return new Response(response.body(), status);
        } catch (TimeoutException ex) {
            answer.cancel(true);
            throw new ApiException("no answer in time", ex);
        } catch (ExecutionException ex) {
            throw failure(ex.getCause());
        } catch (InterruptedException ex) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ApiException("interrupted", ex);
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new NotConnected(cause);
        }
        return new ApiException("no answer", cause);
    }

    private HttpRequest toHttp(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        address.apply(URI.create(request.constructURL().toString())))
                .timeout(readTimeout)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(
                        request.getMethod().toString().toUpperCase(Locale.ROOT),
                        BodyPublishers.ofString(request.encodeFormBody()));
        if (request.requiresAuthentication()) {
            builder.header("Authorization", request.getAuthString());
        }
        return builder.build();
    }

    /** No connection came about, so nothing was sent. */
    static final class NotConnected extends ApiConnectionException {

        NotConnected(Throwable cause) {
            super("no connection", cause);
        }
    }
}
