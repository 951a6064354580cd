package org.vestibule.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A PostgreSQL server of our own on a free port of the loopback address. Everything it needs is in one directory; started
 * again there, it has its data again.
 */
public final class LocalPostgres implements Closeable {

    /** The superuser; the password is in the file {@code password} of the directory. */
    public static final String USERNAME = "vestibule";

    private static final String HOST = "127.0.0.1";
    private static final String MAJOR = "18";
    private static final int START_SECONDS = 60;

    private final Path home;
    private final Path binaries;
    private final RunAs runAs;
    private final int port;

    private LocalPostgres(Path home, Path binaries, RunAs runAs, int port) {
        this.home = home;
        this.binaries = binaries;
        this.runAs = runAs;
        this.port = port;
    }

    /**
     * Starts a server with the data of {@code home}, after one that an earlier, killed process left there has been stopped.
     *
     * @param programs where the programs are unpacked, once for all servers
     * @param settings more lines for {@code postgresql.conf}; values without spaces
     */
    public static LocalPostgres start(Path programs, Path home, Map<String, String> settings) throws IOException {
        return start(programs, home, settings, RunAs.detect());
    }

    static LocalPostgres start(Path programs, Path home, Map<String, String> settings, RunAs runAs) throws IOException {
        Path absolute = home.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        stopLeftOver(absolute);
        Path binaries =
                PostgresBinaries.unpack(runAs.programs(programs.toAbsolutePath().normalize()));
        LocalPostgres postgres = new LocalPostgres(absolute, binaries, runAs, freePort());
        postgres.prepareData(settings);
        postgres.startServer(settings);
        return postgres;
    }

    /** Stops the server of this directory if one runs. */
    public static void stopLeftOver(Path home) throws IOException {
        Path data = data(home.toAbsolutePath().normalize());
        var running = Postmaster.of(data);
        if (running.isPresent()) {
            running.get().stop();
        }
        // PostgreSQL would believe a pid that now belongs to somebody else
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    /** The address of a database for JDBC. */
    public String url(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** The password of {@link #USERNAME}. */
    public String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    @Override
    public void close() throws IOException {
        stopLeftOver(home);
    }

    private void prepareData(Map<String, String> settings) throws IOException {
        Path data = data(home);
        if (Files.exists(data)) {
            String version = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!version.equals(MAJOR)) {
                throw new IOException("The data in " + data + " belongs to PostgreSQL " + version + ", but this is "
                        + MAJOR + ". Delete it for a fresh start.");
            }
            runAs.own(data);
            return;
        }
        writePassword();
        // made aside, so that a half-made one is never taken for the data
        Path unfinished = home.resolve("data.unfinished");
        Directories.delete(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        runAs.own(unfinished);
        run(List.of(
                program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + USERNAME,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                settings.getOrDefault("fsync", "on").equals("off") ? "--no-sync" : "--data-checksums"));
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), HexFormat.of().formatHex(random));
        runAs.own(passwordFile());
    }

    private void startServer(Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("port", Integer.toString(port));
        all.put("listen_addresses", HOST);
        all.put("unix_socket_directories", "");
        String options = all.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        run(List.of(
                program("pg_ctl"),
                "start",
                "--pgdata=" + data(home),
                "--log=" + data(home).resolve("server.log"),
                "--options=" + options,
                "--wait",
                "--timeout=" + START_SECONDS));
    }

    private void run(List<String> command) throws IOException {
        // to a file: the server inherits the stream, and would keep a pipe open
        Path output = home.resolve("output.log");
        Process process = runAs.command(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        "PostgreSQL did not start; " + Path.of(command.get(0)).getFileName() + " says: "
                                + Files.readString(output).strip());
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IOException("PostgreSQL was interrupted at its start", ex);
        }
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
