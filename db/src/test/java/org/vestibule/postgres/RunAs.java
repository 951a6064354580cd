package org.vestibule.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import com.sun.security.auth.module.UnixSystem;

/**
 * How to start PostgreSQL's programs, which refuse to run as root.
 *
 * @param prefix what stands before the program on the command line
 * @param uid who has to own the files; meant only where we are root, and then never equal to what the program sees
 */
record RunAs(List<String> prefix, int uid) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private static final List<String> OWN_NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    // lets nobody reach a directory below /root; nothing else comes with it
    private static final List<String> AS_NOBODY_ANYWHERE =
            join(AS_NOBODY, List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));

    /** The first way that works here. */
    static RunAs detect() throws IOException {
        return detect(ourUid(), RunAs::isSomebodyElse);
    }

    static RunAs detect(int ourUid, Predicate<List<String>> isSomebodyElse) throws IOException {
        if (ourUid != ROOT) {
            return new RunAs(List.of(), ourUid);
        }
        if (isSomebodyElse.test(OWN_NAMESPACE)) {
            return new RunAs(OWN_NAMESPACE, ROOT);
        }
        for (List<String> prefix : List.of(AS_NOBODY_ANYWHERE, AS_NOBODY)) {
            if (isSomebodyElse.test(prefix)) {
                return new RunAs(prefix, NOBODY);
            }
        }
        throw new IOException("PostgreSQL does not run as root, and this machine allows root neither user namespaces"
                + " (unshare -U) nor another uid (setpriv). Start it as an ordinary user.");
    }

    /** The owner of the files follows, also where an earlier start found another way. */
    void own(Path directory) throws IOException {
        if (ourUid() == ROOT) {
            Directories.giveTo(uid, directory);
        }
    }

    /**
     * Where to unpack the programs: as wished, unless that is out of reach, as below {@code /root}. The capability that
     * opens the data does not open the programs: PostgreSQL asks {@code access(2)} for them, which ignores it.
     */
    Path programs(Path wished) throws IOException {
        Files.createDirectories(wished);
        if (uid == ourUid() || isReachable(wished)) {
            return wished;
        }
        Path shared = Path.of(System.getProperty("java.io.tmpdir"), "vestibule-programs-of-root");
        if (!Files.exists(shared, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(shared);
        }
        // in a directory that everybody may write to, somebody else could have made it
        boolean ours = Files.isDirectory(shared, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(shared, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(ROOT);
        if (!ours) {
            throw new IOException(shared + " does not belong to root. Delete it.");
        }
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        return shared;
    }

    private static boolean isReachable(Path directory) {
        return output(join(AS_NOBODY, List.of("sh", "-c", "test -x \"$0\" && echo yes", directory.toString())))
                .equals("yes");
    }

    ProcessBuilder command(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(join(prefix, command));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    static int ourUid() {
        return Math.toIntExact(new UnixSystem().getUid());
    }

    // initdb also asks for the name of the user
    static boolean isSomebodyElse(List<String> prefix) {
        return output(join(prefix, List.of("id", "-u"))).matches("[1-9][0-9]*")
                && output(join(prefix, List.of("id", "-un"))).matches("\\S+");
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output.strip() : "";
        } catch (IOException ex) {
            return ""; // the program is not installed
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return List.copyOf(joined);
    }
}
