package org.vestibule.sample.web;

import java.io.IOException;
import java.io.InputStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Ends the process when standard input reaches its end. A launcher that dies, in whatever way, closes the pipe; nothing it started
 * outlives it.
 */
@Component
@ConditionalOnBooleanProperty("lms.exit-with-stdin")
class ExitWithStdin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(ExitWithStdin.class);

    private final ConfigurableApplicationContext context;

    ExitWithStdin(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments args) {
        closeAtEndOf(System.in);
    }

    Thread closeAtEndOf(InputStream input) {
        Thread watcher = new Thread(
                () -> {
                    awaitEnd(input);
                    context.close();
                },
                "exit-with-stdin");
        watcher.setDaemon(true);
        watcher.start();
        return watcher;
    }

    private static void awaitEnd(InputStream input) {
        byte[] ignored = new byte[256];
        try {
            while (input.read(ignored) >= 0) {
                // what is typed there has no meaning; only the end counts
            }
            log.info("standard input has ended, shutting down");
        } catch (IOException e) {
            log.warn("standard input cannot be read any more, shutting down", e);
        }
    }
}
