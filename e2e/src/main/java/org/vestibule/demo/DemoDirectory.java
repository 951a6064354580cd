package org.vestibule.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** The directory {@code .demo}: what the demo keeps between two runs. One demo at a time may use it. */
final class DemoDirectory implements AutoCloseable {

    private static final int KEPT_LOGS = 3;
    private static final int KEY_BYTES = 32;

    private final Path path;
    private final FileChannel lock;

    private DemoDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the directory if it is missing, and keeps others out of it until it is closed or the process ends. */
    static DemoDirectory open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new DemoException("Another demo is running on " + path
                    + ". Stop that one first, or start this one from another clone.");
        }
        return new DemoDirectory(path, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ex) {
            return null; // held by this very process
        }
    }

    /** Where PostgreSQL keeps its data, password and log. */
    Path database() {
        return path.resolve("postgresql");
    }

    /** Where PostgreSQL's programs are unpacked. */
    Path programs() {
        return path.resolve("programs");
    }

    /** The key ring that encrypts the secrets in the database: made once, readable by its owner only. */
    Path keyRing() throws IOException {
        Path file = path.resolve("secrets.keys");
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Path unfinished = path.resolve("secrets.keys.unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, "demo:" + Base64.getEncoder().encodeToString(key) + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** A copy of a jar to run, so that a build beside the running demo does not change the ground under it. */
    Path copyOf(Path jar) throws IOException {
        Path copy = Files.createDirectories(path.resolve("apps")).resolve(jar.getFileName());
        return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A fresh log file; those of the last starts are kept beside it. */
    Path newLog(String name) throws IOException {
        Path logs = Files.createDirectories(path.resolve("logs"));
        for (int age = KEPT_LOGS - 1; age >= 0; age--) {
            Path log = logs.resolve(fileName(name, age));
            if (Files.exists(log)) {
                Files.move(log, logs.resolve(fileName(name, age + 1)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return logs.resolve(fileName(name, 0));
    }

    private static String fileName(String name, int age) {
        return age == 0 ? name + ".log" : name + "." + age + ".log";
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
