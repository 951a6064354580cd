package org.vestibule.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Servers for tests: quick rather than durable, stopped and deleted when the JVM ends. */
public final class TemporaryPostgres {

    private static final String LOCK = "lock";
    private static final Map<String, String> SETTINGS =
            Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off", "max_connections", "500");

    // closing a second channel to a lock file would give up the lock, so our own are not even looked at
    private static final Set<Path> OURS = new HashSet<>();

    private TemporaryPostgres() {}

    /** Starts one below {@code parent}, where those of killed JVMs are stopped and deleted first. */
    public static synchronized LocalPostgres start(Path parent) throws IOException {
        Path servers = Files.createDirectories(parent.toAbsolutePath().resolve("servers"));
        Path home = servers.resolve(UUID.randomUUID().toString());
        FileLock lock;
        try (FileChannel guard = open(parent.resolve("servers.lock"))) {
            guard.lock(); // until it is closed
            removeAbandoned(servers);
            Files.createDirectory(home);
            // held until the JVM ends, however it ends
            lock = open(home.resolve(LOCK)).lock();
            OURS.add(home);
        }
        LocalPostgres postgres = LocalPostgres.start(parent, home, SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(postgres, home, lock), "stop PostgreSQL"));
        return postgres;
    }

    private static void removeAbandoned(Path servers) throws IOException {
        List<Path> homes;
        try (Stream<Path> children = Files.list(servers)) {
            homes = children.toList();
        }
        for (Path home : homes) {
            if (!OURS.contains(home) && isAbandoned(home)) {
                LocalPostgres.stopLeftOver(home);
                Directories.delete(home);
            }
        }
    }

    private static boolean isAbandoned(Path home) throws IOException {
        try (FileChannel channel = open(home.resolve(LOCK));
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void remove(LocalPostgres postgres, Path home, FileLock lock) {
        try {
            postgres.close();
            Directories.delete(home);
            lock.acquiredBy().close();
        } catch (IOException ex) {
            System.getLogger(TemporaryPostgres.class.getName())
                    .log(System.Logger.Level.WARNING, "PostgreSQL could not be removed", ex);
        }
    }
}
