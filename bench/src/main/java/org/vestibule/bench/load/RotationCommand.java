package org.vestibule.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator who rotates the signing keys by the documented command, twice.
 *
 * @param words the command; it finds the provider's database by the same environment variables
 * @param publication how long a new key is published before it signs
 */
record RotationCommand(List<String> words, Duration publication) {

    private static final Logger log = LoggerFactory.getLogger(RotationCommand.class);

    /** A second command while new keys wait for their turn would change nothing. */
    private static final Duration SOON_AFTER = Duration.ofSeconds(5);

    static RotationCommand fromSystemProperties() {
        return new RotationCommand(
                List.of(System.getProperty("rotate", "java -jar idp/target/idp.jar --idp.signing-keys.rotate-now=true")
                        .split(" ", -1)),
                Duration.ofSeconds(Integer.getInteger("publication", 120)));
    }

    /** Once now, and once as soon as the keys of the first time sign. */
    void runTwice() {
        run();
        Thread later = new Thread(
                () -> {
                    await(publication.plus(SOON_AFTER));
                    run();
                },
                "rotation");
        later.setDaemon(true);
        later.start();
    }

    private static void await(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private void run() {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("the command ended with status " + status + ": " + words);
            }
            log.info("new signing keys are published");
        } catch (IOException e) {
            throw new IllegalStateException("the command cannot be run: " + words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }
}
