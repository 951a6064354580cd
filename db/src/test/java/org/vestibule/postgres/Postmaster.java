package org.vestibule.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running server process of a data directory, whoever started it. */
final class Postmaster {

    private static final Duration FAST = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE = Duration.ofSeconds(5);

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /** Found by the pid file; a process that only got the number of a dead server does not count. */
    static Optional<Postmaster> of(Path data) throws IOException {
        return pid(data)
                .flatMap(ProcessHandle::of)
                .filter(process -> isServerOf(data, process))
                .map(Postmaster::new);
    }

    private static Optional<Long> pid(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty() || !lines.get(0).strip().matches("[1-9][0-9]{0,9}")
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.get(0).strip()));
        } catch (NoSuchFileException ex) {
            return Optional.empty();
        }
    }

    private static boolean isServerOf(Path data, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        return postgres
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElse(false);
    }

    /** Ends it without waiting for its clients; what was committed is kept. */
    void stop() throws IOException {
        if (!endsAfter("INT", FAST) && !endsAfter("QUIT", IMMEDIATE)) {
            process.destroyForcibly();
        }
    }

    // Java itself can send only SIGTERM, on which PostgreSQL waits for its clients
    private boolean endsAfter(String signal, Duration patience) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException ex) {
            return false;
        } catch (ExecutionException ex) {
            throw new IOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
