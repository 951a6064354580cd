package org.vestibule.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;

/** Behaves towards the launcher as the real apps do, and starts in no time. */
final class StandInApp {

    private StandInApp() {}

    /** Serves health on the port; ends with its input, or by itself on a request. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/die", exchange -> {
            System.err.println("this stand-in dies of a request");
            System.exit(3);
        });
        server.start();
        System.err.println("this stand-in listens");
        while (System.in.read() >= 0) {
            // nothing is said there
        }
        System.exit(0);
    }

    static App on(int port, String... properties) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(java));
        for (String property : properties) {
            command.add("-D" + property);
        }
        command.addAll(List.of(StandInApp.class.getName(), Integer.toString(port)));
        // not on the command line: of one beyond 4 KiB a process handle tells nothing, and the mark would not be seen
        return new App("stand-in", Path.of("."), command, Map.of("CLASSPATH", classes), uri(port, "/health"));
    }

    static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
