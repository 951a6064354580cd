package org.vestibule.sms.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.MovingClock;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsDelivery.Outcome;
import org.vestibule.sms.TwilioEndpoint;
import org.vestibule.sms.internal.FakeGateway.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** SMS-14, SMS-15: Twilio's real library against a server that answers what Twilio may answer. */
@Requirement({"SMS-14", "SMS-15"})
class TwilioSmsSenderTests {

    private static final TwilioAccount ACCOUNT = new TwilioAccount("AC" + "1".repeat(32), "the-key", "+12025550100");
    private static final PhoneNumber NUMBER = new PhoneNumber("+12025550123");

    private final MovingClock clock = new MovingClock();
    private FakeGateway gateway = new FakeGateway(() -> new Answer(500, ""));

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void sendWhenAcceptedThenOneRequestWithKeyNumberTextAndValidity() {
        SmsDelivery delivery = senderTo(201, "{\"sid\":\"SM1\",\"status\":\"queued\",\"error_code\":null}")
                .send(ACCOUNT, NUMBER, "text & more", Duration.ofMinutes(5));
        assertThat(delivery.accepted()).isTrue();
        assertThat(gateway.requests)
                .singleElement()
                .asString()
                .startsWith("POST /2010-04-01/Accounts/" + ACCOUNT.serviceSid() + "/Messages.json Basic ")
                .contains("To=%2B12025550123", "From=%2B12025550100", "Body=text+%26+more", "ValidityPeriod=300");
    }

    @ParameterizedTest
    @CsvSource({
        "401, 20003, WRONG_KEY",
        "404, 20404, WRONG_KEY",
        "403, 30002, ACCOUNT_SUSPENDED",
        "429, 20429, TOO_MANY_REQUESTS",
        "400, 21211, NUMBER_REFUSED",
        "400, 21614, NUMBER_REFUSED",
        "400, 21217, NUMBER_REFUSED",
        "400, 21408, COUNTRY_NOT_ENABLED",
        "400, 21608, TRIAL_ACCOUNT",
        "400, 21610, OPTED_OUT",
        "400, 21606, SENDER_REFUSED",
        "400, 30003, UNREACHABLE_HANDSET",
        "400, 30450, BLOCKED",
        "400, 39999, UNKNOWN",
        "500, 20500, UNKNOWN"
    })
    void sendWhenRefusedThenTellsWhatItMeansAndSendsOnce(int status, int code, Outcome outcome) {
        SmsDelivery delivery = senderTo(
                        status,
                        "{\"code\":%d,\"message\":\"m\",\"more_info\":\"i\",\"status\":%d}".formatted(code, status))
                .send(ACCOUNT, NUMBER, "text", Duration.ofMinutes(5));
        assertThat(delivery).isEqualTo(new SmsDelivery(outcome, code));
        assertThat(gateway.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"503, <html>, UNKNOWN", "201, <html>, UNKNOWN", "401, '', WRONG_KEY", "429, nothing, TOO_MANY_REQUESTS"
    })
    void sendWhenAnswerIsNoJsonThenTheStatusTells(int status, String body, Outcome outcome) {
        assertThat(senderTo(status, body).sendTest(ACCOUNT, NUMBER).outcome()).isEqualTo(outcome);
    }

    @Test
    void sendWhenRedirectedThenDoesNotFollow() {
        assertThat(senderTo(307, "").sendTest(ACCOUNT, NUMBER).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(gateway.requests).hasSize(1);
    }

    @Test
    void sendWhenNothingListensThenCertainlyNotSent() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SmsDelivery delivery =
                sender("http://127.0.0.1:" + port, Duration.ofSeconds(5)).sendTest(ACCOUNT, NUMBER);
        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(delivery.outcome().certainlyNotAccepted()).isTrue();
    }

    @Test
    void sendWhenGatewayHangsThenEndsWithinTheDeadlineAndMayHaveBeenSent() {
        start(() -> new Answer(0, ""));
        long begin = System.nanoTime();
        SmsDelivery delivery = sender(gateway.url(), Duration.ofMillis(300)).sendTest(ACCOUNT, NUMBER);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(delivery.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(delivery.outcome().certainlyNotAccepted()).isFalse();
    }

    @Test
    void sendWhenTenAreOnTheirWayThenTheEleventhIsNotSent() throws Exception {
        CountDownLatch arrived = new CountDownLatch(10);
        CountDownLatch go = new CountDownLatch(1);
        start(() -> {
            arrived.countDown();
            await(go);
            return new Answer(201, "{\"sid\":\"SM1\"}");
        });
        TwilioSmsSender sender = sender(gateway.url(), Duration.ofSeconds(20));
        ExecutorService threads = Executors.newFixedThreadPool(10);
        List<CompletableFuture<SmsDelivery>> ten = IntStream.range(0, 10)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> sender.sendTest(ACCOUNT, NUMBER), threads))
                .toList();
        arrived.await();
        assertThat(sender.sendTest(ACCOUNT, NUMBER).outcome()).isEqualTo(Outcome.NOT_SENT);
        go.countDown();
        assertThat(ten).allMatch(delivery -> delivery.join().accepted());
        threads.shutdown();
        assertThat(gateway.requests).hasSize(10);
    }

    @Test
    void sendWhenKeyIsWrongThenStopsUntilItIsCorrected() {
        TwilioSmsSender sender = senderTo(401, "{\"code\":20003,\"status\":401}");
        assertThat(send(sender, ACCOUNT)).isEqualTo(Outcome.WRONG_KEY);
        assertThat(send(sender, ACCOUNT)).isEqualTo(Outcome.NOT_SENT);
        assertThat(gateway.requests).hasSize(1);
        assertThat(send(sender, new TwilioAccount(ACCOUNT.serviceSid(), "another-key", ACCOUNT.servicePhone())))
                .isEqualTo(Outcome.WRONG_KEY);
        assertThat(gateway.requests).hasSize(2);
    }

    @Test
    void sendWhenGatewayFailedTenTimesThenRestsHalfAMinuteAndTriesOne() {
        TwilioSmsSender sender = senderTo(500, "{}");
        for (int n = 0; n < 12; n++) {
            send(sender, ACCOUNT);
        }
        assertThat(gateway.requests).hasSize(10);
        clock.advance(Duration.ofSeconds(31));
        send(sender, ACCOUNT);
        send(sender, ACCOUNT);
        assertThat(gateway.requests).hasSize(11);
    }

    private static Outcome send(TwilioSmsSender sender, TwilioAccount account) {
        return sender.send(account, NUMBER, "text", Duration.ofMinutes(5)).outcome();
    }

    private TwilioSmsSender senderTo(int status, String body) {
        start(() -> new Answer(status, body));
        return sender(gateway.url(), Duration.ofSeconds(5));
    }

    private void start(Supplier<Answer> answers) {
        gateway.close();
        gateway = new FakeGateway(answers);
    }

    private TwilioSmsSender sender(String url, Duration readTimeout) {
        return new TwilioSmsSender(
                new SmsProperties.Twilio(null, Duration.ofSeconds(2), readTimeout),
                new TwilioEndpoint(URI.create(url))::rewrite,
                clock);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
