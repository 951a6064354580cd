package org.vestibule.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The back-channel logout address of an LMS. */
final class LogoutReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final BlockingQueue<SignedJWT> received = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 200;

    LogoutReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(workers);
        server.createContext("/backchannel", this::receive);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/backchannel";
    }

    /** @param answer the status of the answers from now on; 0: none comes */
    void answer(int answer) {
        status = answer;
    }

    private void receive(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            received.add(SignedJWT.parse(
                    URLDecoder.decode(form.replaceFirst("^logout_token=", ""), StandardCharsets.UTF_8)));
        } catch (ParseException e) {
            throw new IOException(e);
        }
        if (status == 0) {
            waitForTheEnd();
        }
        exchange.sendResponseHeaders(status == 0 ? 200 : status, -1);
        exchange.close();
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next logout token, within the time that a retry takes at most. */
    SignedJWT next() throws InterruptedException {
        SignedJWT token = received.poll(20, TimeUnit.SECONDS);
        if (token == null) {
            throw new AssertionError("no logout token came");
        }
        return token;
    }

    /** One that has come already, null where none has. */
    @Nullable
    SignedJWT now() {
        return received.poll();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
