package org.vestibule.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.MovingClock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The rules of contract.md, section 3, by HTTP. */
class TwilioSimulatorTests {

    private static final String SID = "AC0123456789abcdef0123456789abcdef";
    private static final Instant NOW = MovingClock.START;

    private final TwilioSimulator simulator = TwilioSimulator.start(0, new MovingClock());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void postWhenWellFormedThenQueuedAndKeptNewestFirst() throws Exception {
        HttpResponse<String> first = post(SID, SID + ":any key", "+12025550123", "first");
        post(SID, SID + ":any key", "+12025550124", "second");
        JsonNode answer = new JsonMapper().readTree(first.body());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(answer.get("sid").asString()).matches("SM[0-9a-f]{32}");
        assertThat(answer.get("status").asString()).isEqualTo("queued");
        assertThat(answer.get("error_code").isNull()).isTrue();
        assertThat(simulator.inbox().newestFirst())
                .containsExactly(
                        new Inbox.Entry("+12025550124", null, "second", NOW),
                        new Inbox.Entry("+12025550123", null, "first", NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "AC0123456789abcdef0123456789abcdef, wrong-key, +12025550123, 401, 20003",
        "AC0123456789abcdef0123456789abcdef, '', +12025550123, 401, 20003",
        "AC0123456789abcdef, key, +12025550123, 401, 20003",
        "XX0123456789abcdef0123456789abcdef, key, +12025550123, 401, 20003",
        "AC0123456789abcdef0123456789abcdef, key, +12025550404, 400, 21211",
        "AC0123456789abcdef0123456789abcdef, key, 12025550123, 400, 21211",
        "AC0123456789abcdef0123456789abcdef, key, +12025550500, 500, 20500"
    })
    void postWhenRefusedThenTwiliosErrorAndNothingKept(String sid, String key, String to, int status, int code)
            throws Exception {
        HttpResponse<String> answer = post(sid, sid + ":" + key, to, "text");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new JsonMapper().readTree(answer.body()).get("code").asInt()).isEqualTo(code);
        assertThat(simulator.inbox().newestFirst()).isEmpty();
    }

    @Test
    void postWhenNumberEndsIn0999ThenNoAnswer() {
        assertThatExceptionOfType(HttpTimeoutException.class)
                .isThrownBy(() -> post(SID, SID + ":key", "+12025550999", "text"));
    }

    @Test
    void addWhenInboxIsFullThenTheOldestGoes() {
        Inbox inbox = new Inbox();
        for (int n = 0; n < 5_010; n++) {
            inbox.add(new Inbox.Entry("+12025550123", null, "text " + n, NOW));
        }
        assertThat(inbox.newestFirst())
                .hasSize(5_000)
                .first()
                .extracting(Inbox.Entry::body)
                .isEqualTo("text 5009");
    }

    private HttpResponse<String> post(String sid, String credentials, String to, String body)
            throws IOException, InterruptedException {
        String form = "To=" + encode(to) + "&From=" + encode("+12025550100") + "&Body=" + encode(body);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(simulator.baseUrl() + "/2010-04-01/Accounts/" + sid + "/Messages.json"))
                .timeout(Duration.ofMillis(to.endsWith("0999") ? 300 : 10_000))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
