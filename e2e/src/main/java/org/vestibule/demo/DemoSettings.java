package org.vestibule.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the person who starts the demo decides.
 *
 * @param root the root of the repository
 * @param directory where the demo keeps what it keeps
 * @param environment the environment variables of Maven
 * @param properties the system properties of Maven, among them everything given with {@code -D}
 * @param ports the ports that follow from them
 */
record DemoSettings(
        Path root,
        Path directory,
        Map<String, String> environment,
        Map<String, String> properties,
        Map<DemoPort, Integer> ports) {

    // the demo's passwords are public: it listens on loopback addresses only, and on the ports it announces
    private static final Set<String> NOT_PASSED_ON =
            Set.of("server.port", "server.address", "management.server.port", "management.server.address");

    static DemoSettings of(Path root, Path directory, Map<String, String> environment, Properties system) {
        Map<String, String> properties = new TreeMap<>();
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        return new DemoSettings(
                root, directory, Map.copyOf(environment), Map.copyOf(properties), DemoPort.from(environment));
    }

    String issuer() {
        String wanted = properties.getOrDefault("idp.issuer", environment.getOrDefault("IDP_ISSUER", ""));
        return wanted.isBlank() ? origin(DemoPort.IDP_PORT) : wanted;
    }

    /** Whether the provider serves https itself: an https issuer, and {@code server.ssl.*} that reaches it. */
    boolean servesHttps() {
        boolean certificate = properties.keySet().stream().anyMatch(name -> name.startsWith("server.ssl."))
                || environment.keySet().stream().anyMatch(name -> name.startsWith("SERVER_SSL_"));
        return certificate && issuer().startsWith("https:");
    }

    String origin(DemoPort port) {
        return "http://localhost:" + port(port);
    }

    int port(DemoPort port) {
        return ports.getOrDefault(port, 0);
    }

    /** The system properties that start with one of the prefixes, to be handed to a child. */
    Map<String, String> passedOn(List<String> prefixes) {
        Map<String, String> passed = new TreeMap<>(properties);
        passed.keySet()
                .removeIf(name ->
                        NOT_PASSED_ON.contains(name) || prefixes.stream().noneMatch(name::startsWith));
        return passed;
    }
}
