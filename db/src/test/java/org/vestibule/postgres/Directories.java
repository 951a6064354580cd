package org.vestibule.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directory trees. */
final class Directories {

    private Directories() {}

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            for (Path path : tree(directory).sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Gives the tree to a user by number; only root may. */
    static void giveTo(int uid, Path directory) throws IOException {
        if (!Files.getAttribute(directory, "unix:uid").equals(uid)) {
            for (Path path : tree(directory).toList()) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Whatever the umask says: the programs may have to run under another uid. */
    static void letEverybodyIn(Path directory) throws IOException {
        for (Path path : tree(directory).toList()) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                makeExecutable(path, true);
            }
        }
    }

    static void makeExecutable(Path file, boolean executable) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Stream<Path> tree(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return List.copyOf(paths.toList()).stream();
        }
    }
}
