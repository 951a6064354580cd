package org.vestibule.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

/** A sample LMS beside those of the demo, started as {@code docs/lms/sample-lms.md} says, with nothing but the pasted block. */
public final class FurtherLms implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(20);

    private final RunningApp app;
    private final URI address;

    private FurtherLms(RunningApp app, URI address) {
        this.app = app;
        this.address = address;
    }

    /**
     * Returns when it answers.
     *
     * @param block what the page of its application says to save
     */
    static FurtherLms start(Path jar, Path directory, String block, int port) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("lms.properties"), block, StandardCharsets.UTF_8);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        App app = new App(
                "further-lms",
                directory,
                List.of(java, "-jar", jar.toString(), "--spring.config.import=file:lms.properties"),
                // only so that it ends with this JVM
                Map.of("LMS_EXITWITHSTDIN", "true"),
                URI.create("http://127.0.0.1:" + port + "/health"));
        RunningApp running = RunningApp.start(app, directory.resolve("log.txt"));
        Awaitility.await().atMost(START).until(() -> {
            if (!running.isAlive()) {
                throw running.obituary();
            }
            return running.isReady();
        });
        return new FurtherLms(running, URI.create("http://localhost:" + port));
    }

    /** Where people open it. */
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        app.closeInput();
        app.awaitEnd(END);
    }
}
