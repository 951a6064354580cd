package org.vestibule.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of the PostgreSQL distribution for this machine, unpacked once into a directory. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** Unpacks below {@code parent} unless an earlier call did, and returns the directory that has {@code bin/}. */
    static synchronized Path unpack(Path parent) throws IOException {
        byte[] archive = archive();
        Path target = parent.resolve("postgresql-" + digest(archive));
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(parent);
        // the lock ends with the process, so a killed one blocks nobody and its half-unpacked directory is replaced
        try (FileChannel channel =
                FileChannel.open(parent.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!Files.isDirectory(target)) {
                Path unfinished = parent.resolve("unpacking");
                Directories.delete(unfinished);
                extract(archive, unfinished);
                Directories.letEverybodyIn(unfinished);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return target;
    }

    private static byte[] archive() throws IOException {
        String name = "postgres-" + system() + "-" + machine() + ".txz";
        try (InputStream stream = PostgresBinaries.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("There is no embedded PostgreSQL for this machine (" + name
                        + " is missing). Linux and macOS are supported, on x86_64 and arm64.");
            }
            return stream.readAllBytes();
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String machine() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static String digest(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("An entry leaves the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(tar, path);
                        Directories.makeExecutable(path, (entry.getMode() & 0100) != 0);
                    }
                }
            }
        }
    }
}
