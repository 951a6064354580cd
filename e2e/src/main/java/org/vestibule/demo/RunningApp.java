package org.vestibule.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A started child. Its standard input stays open as long as the launcher wants it to run. */
final class RunningApp {

    private static final int SHOWN_LINES = 40;

    private final App app;
    private final Process process;
    private final Path log;

    private RunningApp(App app, Process process, Path log) {
        this.app = app;
        this.process = process;
        this.log = log;
    }

    static RunningApp start(App app, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(app.command())
                .directory(app.directory().toFile())
                .redirectErrorStream(true)
                // a file and no pipe: what it says after the launcher was killed is kept too
                .redirectOutput(log.toFile());
        builder.environment().putAll(app.environment());
        return new RunningApp(app, builder.start(), log);
    }

    String name() {
        return app.name();
    }

    CompletableFuture<RunningApp> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return ReadyProbe.answersOk(app.health());
    }

    /** Asks it to end: it sees the end of its input, and drains. */
    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException ex) {
            process.destroy(); // SIGTERM asks for the same
        }
    }

    /** Ends it for good when it has not ended by itself in time. */
    void awaitEnd(Duration patience) {
        boolean ended = false;
        try {
            ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
        }
    }

    /** To be thrown when it ended unasked. */
    DemoException obituary() {
        return problem("The process " + app.name() + " ended with status " + process.exitValue()
                + ", so the demo ends. Its log is " + log + ".");
    }

    /** To be thrown when it does not get ready. */
    DemoException problem(String sentence) {
        return new DemoException(sentence, "The last lines of " + log + ":\n" + lastLines());
    }

    private String lastLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException ex) {
            return "(cannot be read: " + ex.getMessage() + ")";
        }
    }
}
