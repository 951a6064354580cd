package org.vestibule.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Children of a demo that was killed: they end by themselves, but may still be draining when the next one starts. */
final class LeftOverApps {

    private LeftOverApps() {}

    /** A system property that tells the children of this demo from every other Java process. */
    static String mark(Path directory) {
        return "vestibule.demo=" + directory;
    }

    /** Waits for their end, and helps where it does not come. Call only with the demo's directory locked. */
    static void end(Path directory, Duration patience) {
        for (ProcessHandle app : running(directory)) {
            try {
                app.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException ex) {
                app.destroyForcibly();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<ProcessHandle> running(Path directory) {
        String argument = "-D" + mark(directory);
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(argument))
                        .orElse(false))
                .toList();
    }
}
