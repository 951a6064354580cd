package org.vestibule.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTTP written by hand, byte by byte: what no client library would send. Each char of a request is one byte. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    static Answer send(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            // so that a body shorter than announced ends now instead of after a time-out
            socket.shutdownOutput();
            return Answer.of(request, socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(request, e);
        }
    }

    /** An answer, and what was sent for it. */
    record Answer(String sent, int status, List<String> headers, String body) {

        static Answer of(String sent, byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return new Answer(sent, 0, List.of(), text);
            }
            List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n", -1)));
            int status = Integer.parseInt(lines.remove(0).split(" ", -1)[1]);
            return new Answer(sent, status, List.copyOf(lines), text.substring(end + 4));
        }

        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ':';
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).trim())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String toString() {
            return abridged(sent) + "\n=> " + status + ' ' + headers + '\n' + abridged(body);
        }

        private static String abridged(String text) {
            return text.length() > 1500 ? text.substring(0, 1500) + '…' : text;
        }
    }
}
