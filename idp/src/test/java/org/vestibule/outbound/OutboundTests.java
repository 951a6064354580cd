package org.vestibule.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.outbound.OutboundAnswer.Failure;
import org.vestibule.requirement.Requirement;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** OID-20. */
@Requirement("OID-20")
class OutboundTests {

    private static final int LONGEST = 1_000;

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpServer server;
    private Outbound outbound = outbound(Set.of("localhost", "127.0.0.1"), List.of());

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        workers.shutdownNow();
        outbound.destroy();
    }

    private void serve() {
        server.setExecutor(workers);
        server.createContext("/echo", exchange -> {
            calls.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/echo");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[LONGEST + 1]);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
            exchange.close();
        });
        server.start();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static Outbound outbound(Set<String> allowed, List<Path> certificates) {
        OutboundProperties properties =
                new OutboundProperties(allowed, certificates, Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new Outbound(OutboundConfiguration.client(properties), properties, OutboundConfiguration.deadlines());
    }

    @Test
    void postWhenTheHostIsAllowedThenTheFormArrives() {
        OutboundAnswer answer = outbound.postForm(at("/echo"), Map.of("logout_token", "a b&c"), LONGEST);

        assertThat(answer.success()).isTrue();
        assertThat(answer.body()).isEqualTo("logout_token=a+b%26c");
    }

    @Test
    void callWhenTheHostIsNotAllowedThenNobodyIsAsked() {
        Outbound strict = outbound(Set.of(), List.of());
        int port = server.getAddress().getPort();

        for (String address : List.of(
                "http://localhost:" + port + "/echo",
                "https://localhost:" + port + "/echo",
                "https://127.0.0.1:" + port + "/echo",
                "https://[::1]:" + port + "/echo",
                "https://2130706433:" + port + "/echo",
                "https://me@lms.example.org/",
                "file:///etc/passwd",
                "https:/echo")) {
            assertThat(strict.get(URI.create(address), LONGEST).failure())
                    .as(address)
                    .isIn(Failure.REFUSED, Failure.UNREACHABLE);
        }
        assertThat(strict.get(URI.create("https://localhost:" + port + "/echo"), LONGEST)
                        .failure())
                .isEqualTo(Failure.REFUSED);
        assertThat(calls).hasValue(0);
        strict.destroy();
    }

    @Test
    void callWhenRedirectedThenTheRedirectIsTheAnswer() {
        assertThat(outbound.get(at("/elsewhere"), LONGEST).status()).isEqualTo(307);
        assertThat(calls).hasValue(0);
    }

    @Test
    void callWhenTheAnswerIsTooLongThenItIsLeft() {
        assertThat(outbound.get(at("/long"), LONGEST).failure()).isEqualTo(Failure.TOO_LARGE);
    }

    @Test
    void callWhenTheAnswerNeverEndsThenItIsGivenUpInTime() {
        assertThat(outbound.get(at("/endless"), LONGEST).failure()).isEqualTo(Failure.TOO_LATE);
    }

    @Test
    void callWhenNobodyIsThereThenUnreachable() {
        assertThat(outbound.get(URI.create("http://localhost:1/"), LONGEST).failure())
                .isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void callWhenTheCertificateIsTheOperatorsThenTrustedAndOtherwiseNot() throws Exception {
        Path certificate = serveWithTls();
        URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/echo");
        Outbound trusting = outbound(Set.of("localhost"), List.of(certificate));

        assertThat(outbound.get(address, LONGEST).failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(trusting.get(address, LONGEST).status()).isEqualTo(200);
        trusting.destroy();
    }

    @Test
    void startWhenTheCertificateFileIsNoneThenRefused() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatThrownBy(() -> outbound(Set.of(), List.of(empty)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("empty.pem");
    }

    private Path serveWithTls() throws Exception {
        Path store = directory.resolve("keys.p12");
        char[] password = "changeit".toCharArray();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "lms",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server.stop(0);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = secure;
        serve();
        byte[] der = keys.getCertificate("lms").getEncoded();
        return Files.writeString(
                directory.resolve("lms.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
    }
}
