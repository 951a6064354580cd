package org.vestibule.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.vestibule.importing.ImportAtStart;
import org.vestibule.importing.Importer;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.web.IdpProperties;

/** The accounts whose passwords everybody knows, and the sample LMS. Refuses to exist anywhere but on this machine. */
@Component
@Profile("demo")
class DemoAccounts implements SmartLifecycle {

    private static final String FILE = "demo/demo-import.yaml";

    private final Environment environment;
    private final Importer importer;
    private volatile boolean running;

    DemoAccounts(IdpProperties idp, Environment environment, Importer importer) {
        if (!idp.loopback()) {
            // PWD-18: no account with a known password where others can reach it
            throw new StartRefusedException(
                    "The profile demo has accounts with known passwords, but the issuer " + idp.issuer()
                            + " is not on this machine.",
                    "Start without the profile demo, or with idp.issuer (IDP_ISSUER) on localhost.");
        }
        this.environment = environment;
        this.importer = importer;
    }

    @Override
    public void start() {
        importer.apply(FILE, environment.resolveRequiredPlaceholders(text()));
        running = true;
    }

    private static String text() {
        try {
            return new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the operator's own file, which may then change what the demo made. */
    @Override
    public int getPhase() {
        return ImportAtStart.PHASE - 1;
    }
}
