package org.vestibule.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the identity provider and the two sample LMSs are started: {@code java -jar} of what the build has packaged. */
final class DemoApps {

    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> FOR_THE_PROVIDER =
            List.of("idp.", "spring.", "server.", "management.", "logging.");
    private static final List<String> FOR_THE_LMS = List.of("lms.", "logging.");
    private static final String CLIENT = "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_VESTIBULE_";
    private static final String PROVIDER = "SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_VESTIBULE_";

    private final DemoSettings settings;

    DemoApps(DemoSettings settings) {
        this.settings = settings;
    }

    /**
     * @param jar of the provider
     * @param keyRing file of the keys that encrypt secrets
     * @param database address and account of the database
     */
    App identityProvider(Path jar, Path keyRing, DemoDatabase database) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "demo");
        environment.put("SPRING_DATASOURCE_URL", database.url());
        environment.put("SPRING_DATASOURCE_USERNAME", database.username());
        environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
        environment.put("SERVER_PORT", Integer.toString(settings.port(DemoPort.IDP_PORT)));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(settings.port(DemoPort.IDP_MANAGEMENT_PORT)));
        environment.put("IDP_ISSUER", settings.issuer());
        if (!settings.environment().containsKey("IDP_SECRETS_KEYS")) {
            environment.put(
                    "IDP_SECRETS_FILE", settings.environment().getOrDefault("IDP_SECRETS_FILE", keyRing.toString()));
        }
        Map<String, String> properties = settings.passedOn(FOR_THE_PROVIDER);
        properties.put("server.address", LOOPBACK);
        properties.put("management.server.address", LOOPBACK);
        properties.put("idp.exit-with-stdin", "true");
        properties.put("idp.demo.lms-url", settings.origin(DemoPort.LMS_PORT));
        properties.put("idp.demo.lms2-url", settings.origin(DemoPort.LMS2_PORT));
        return app(
                "idp",
                java(properties, jar),
                environment,
                health(settings.servesHttps() ? "https" : "http", DemoPort.IDP_PORT, "/readyz"));
    }

    App sampleLms(Path jar) {
        return lms(jar, "sample-lms", DemoPort.LMS_PORT, "LMSSESSION", Map.of());
    }

    App secondSampleLms(Path jar) {
        return lms(
                jar,
                "sample-lms-2",
                DemoPort.LMS2_PORT,
                "LMS2SESSION",
                Map.of("lms.name", "Sample LMS 2", "lms.theme", "green"));
    }

    private App lms(Path jar, String clientId, DemoPort port, String cookie, Map<String, String> looks) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SERVER_PORT", Integer.toString(settings.port(port)));
        environment.put(CLIENT + "CLIENTID", clientId);
        environment.put(CLIENT + "CLIENTSECRET", clientId + "-secret");
        environment.put(PROVIDER + "ISSUERURI", settings.issuer());
        Map<String, String> properties = new TreeMap<>(looks);
        properties.putAll(settings.passedOn(FOR_THE_LMS));
        properties.put("server.address", LOOPBACK);
        properties.put("server.servlet.session.cookie.name", cookie);
        properties.put("lms.exit-with-stdin", "true");
        return app(clientId, java(properties, jar), environment, health("http", port, "/health"));
    }

    // in the sources, from where the demo takes templates and styles as they are
    private App app(String name, List<String> command, Map<String, String> environment, URI health) {
        return new App(name, settings.root(), command, environment, health);
    }

    private List<String> java(Map<String, String> properties, Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + LeftOverApps.mark(settings.directory()));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private URI health(String scheme, DemoPort port, String path) {
        return URI.create(scheme + "://" + LOOPBACK + ":" + settings.port(port) + path);
    }
}
