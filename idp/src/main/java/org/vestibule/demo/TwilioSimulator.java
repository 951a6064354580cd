package org.vestibule.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks Twilio's HTTP API for messages on a loopback port of its own and keeps what it is given. Which accounts and
 * numbers it refuses is said in {@link TwilioRules}. Needs no Spring, so that tests start it as it is.
 */
public final class TwilioSimulator implements AutoCloseable {

    /** How long a number ending in 0999 gets no answer. */
    private static final int SILENCE_SECONDS = 60;

    private static final Pattern MESSAGES = Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages\\.json");

    private final Inbox inbox = new Inbox();
    private final JsonMapper json = new JsonMapper();
    private final TwilioRules rules = new TwilioRules();
    private final ExecutorService workers;
    private final ScheduledExecutorService silence;
    private final HttpServer server;
    private final Clock clock;

    private TwilioSimulator(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.workers = Executors.newCachedThreadPool(TwilioSimulator::daemon);
        this.silence = Executors.newSingleThreadScheduledExecutor(TwilioSimulator::daemon);
    }

    /**
     * Starts listening.
     *
     * @param port 0: any free one
     */
    public static TwilioSimulator start(int port, Clock clock) {
        try {
            TwilioSimulator simulator = new TwilioSimulator(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0), clock);
            simulator.server.setExecutor(simulator.workers);
            simulator.server.createContext("/", simulator::handle);
            simulator.server.start();
            return simulator;
        } catch (IOException ex) {
            throw new UncheckedIOException("the simulator of Twilio cannot listen on port " + port, ex);
        }
    }

    /** What stands in place of {@code https://api.twilio.com}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The texts that were sent to a number, newest first. */
    public List<String> textsTo(String number) {
        return inbox.newestFirst().stream()
                .filter(message -> message.to().equals(number))
                .map(Inbox.Entry::body)
                .toList();
    }

    Inbox inbox() {
        return inbox;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Matcher path = MESSAGES.matcher(exchange.getRequestURI().getPath());
        if (!path.matches() || !"POST".equals(exchange.getRequestMethod())) {
            answer(exchange, TwilioAnswer.refused(404, 20404, "The requested resource was not found"));
            return;
        }
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        TwilioAnswer answer = rules.answer(
                path.group(1),
                credentials(exchange.getRequestHeaders().getFirst("Authorization")),
                form,
                clock.instant());
        if (answer.silent()) {
            ScheduledFuture<?> unused = silence.schedule(exchange::close, SILENCE_SECONDS, TimeUnit.SECONDS);
            return;
        }
        if (answer.message() != null) {
            inbox.add(answer.message());
        }
        answer(exchange, answer);
    }

    private void answer(HttpExchange exchange, TwilioAnswer answer) throws IOException {
        byte[] body = json.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** User name and password of basic authentication; two empty ones where there is none. */
    private static String[] credentials(@Nullable String header) {
        if (header == null || !header.startsWith("Basic ")) {
            return new String[] {"", ""};
        }
        String pair = new String(Base64.getMimeDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return colon < 0 ? new String[] {pair, ""} : new String[] {pair.substring(0, colon), pair.substring(colon + 1)};
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "twilio-simulator");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        silence.shutdownNow();
    }
}
