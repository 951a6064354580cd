package org.vestibule.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.vestibule.postgres.LocalPostgres;

/**
 * The real demo for journeys: PostgreSQL, the packaged provider and both sample LMSs as processes, on free ports, with
 * fresh data. Started once for all tests of the JVM and stopped with it.
 */
public final class RunningDemo {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** People of the journeys, beside those of the demo. */
    private static final Path PEOPLE =
            Path.of("src/test/resources/journeys.yaml").toAbsolutePath();

    private static @Nullable RunningDemo only;

    private final DemoSettings settings;

    private RunningDemo(DemoSettings settings) {
        this.settings = settings;
    }

    /** The demo all tests share, after it has become ready. */
    public static synchronized RunningDemo get() {
        if (only == null) {
            try {
                only = start();
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return only;
    }

    /** Address of the provider, also its issuer. */
    public URI provider() {
        return URI.create(settings.issuer());
    }

    /** Address of the sample LMS. */
    public URI lms() {
        return URI.create(settings.origin(DemoPort.LMS_PORT));
    }

    /** Address of the second sample LMS. */
    public URI secondLms() {
        return URI.create(settings.origin(DemoPort.LMS2_PORT));
    }

    /** Where the logs of the processes are. */
    public Path logs() {
        return settings.directory().resolve("logs");
    }

    /** A port for one more LMS. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Starts one more LMS with what its application's page says, and nothing else. */
    public FurtherLms startLms(String block, int port) {
        try {
            return FurtherLms.start(
                    ROOT.resolve("sample-client/target/sample-client.jar"),
                    settings.directory().resolve("further-lms"),
                    block,
                    port);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Lets time pass for the proofs that somebody has given. The processes go by the clock of the machine, and no journey waits
     * for it.
     */
    public void letTimePass(String username, Duration time) {
        change("""
                update login_session set password_at = password_at - interval '%1$d seconds',
                    factor_at = factor_at - interval '%1$d seconds'
                where user_id = (select id from app_user where username = ?)
                """.formatted(time.toSeconds()), username);
    }

    /** The same for an account that nobody has used yet. */
    public void letAccountRest(String username, Duration time) {
        change("""
                update app_user set created_at = created_at - interval '%1$d seconds' where username = ?
                """.formatted(time.toSeconds()), username);
    }

    private void change(String sql, String username) {
        try (Connection connection = database();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, username);
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("nothing is there of " + username);
            }
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private Connection database() throws SQLException {
        Path home = settings.directory().resolve("postgresql");
        try {
            // the fourth line is the port
            String port =
                    Files.readAllLines(home.resolve("data/postmaster.pid")).get(3);
            String password = Files.readString(home.resolve("password")).strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres", LocalPostgres.USERNAME, password);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static RunningDemo start() throws IOException {
        Path directory = Path.of("target", "demo").toAbsolutePath();
        requireJars();
        Properties properties = new Properties();
        properties.setProperty("idp.import", PEOPLE.toString());
        DemoSettings settings = DemoSettings.of(ROOT, directory, withFreePorts(), properties);
        Demo demo = new Demo(DemoDirectory.open(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop the demo"));
        forget(demo.directory().database());
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try {
            new DemoLauncher(settings, new PrintStream(console, true, StandardCharsets.UTF_8)).startAll(demo);
        } catch (DemoException ex) {
            demo.close();
            throw ex;
        }
        return new RunningDemo(settings);
    }

    // skipping would let a build pass that has tested nothing
    private static void requireJars() {
        for (String jar : List.of("idp/target/idp.jar", "sample-client/target/sample-client.jar")) {
            if (!Files.isRegularFile(ROOT.resolve(jar))) {
                throw new IllegalStateException(jar + " is missing. The journeys need the packaged modules: run"
                        + " ./mvnw verify in the root of the repository.");
            }
        }
    }

    // the data of the last run; the unpacked programs stay
    private static void forget(Path database) throws IOException {
        if (Files.exists(database)) {
            LocalPostgres.stopLeftOver(database);
            List<Path> tree;
            try (Stream<Path> paths = Files.walk(database)) {
                tree = paths.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : tree) {
                Files.delete(path);
            }
        }
    }

    private static Map<String, String> withFreePorts() throws IOException {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        List<ServerSocket> sockets = new ArrayList<>();
        for (DemoPort port : DemoPort.values()) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            environment.put(port.name(), Integer.toString(socket.getLocalPort()));
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return environment;
    }
}
