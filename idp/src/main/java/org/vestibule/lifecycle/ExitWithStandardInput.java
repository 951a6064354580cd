package org.vestibule.lifecycle;

import java.io.IOException;
import java.io.InputStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * With {@code idp.exit-with-stdin=true} the process ends when its standard input does. The demo launcher holds that open:
 * so even a launcher that was killed leaves no provider behind. Listens before the context starts, as a start takes time.
 */
class ExitWithStandardInput implements ApplicationListener<ApplicationPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(ExitWithStandardInput.class);

    private final InputStream input;
    private final Runnable exit;

    ExitWithStandardInput() {
        // the shutdown hook of the context drains and closes it
        this(System.in, () -> System.exit(0));
    }

    ExitWithStandardInput(InputStream input, Runnable exit) {
        this.input = input;
        this.exit = exit;
    }

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        if (event.getApplicationContext().getEnvironment().getProperty("idp.exit-with-stdin", Boolean.class, false)) {
            Thread thread = new Thread(this::waitForEnd, "exit-with-stdin");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void waitForEnd() {
        try {
            while (input.read() >= 0) {
                // what is typed there means nothing
            }
            log.info("standard input has ended, so does the provider");
        } catch (IOException ex) {
            log.info("standard input cannot be read any more, so the provider ends", ex);
        }
        exit.run();
    }
}
