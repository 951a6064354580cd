package org.vestibule.importing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import org.vestibule.lifecycle.StartRefusedException;

/** Applies the operator's file before the first request can arrive: a refused file means no start. */
@Component
@EnableConfigurationProperties(ImportProperties.class)
public class ImportAtStart implements SmartLifecycle {

    /** The phase of its start: before the web server and every background job. */
    public static final int PHASE = Integer.MIN_VALUE + 2_000;

    private final ImportProperties properties;
    private final Importer importer;
    private final ResourceLoader resources;
    private volatile boolean running;

    ImportAtStart(ImportProperties properties, Importer importer, ResourceLoader resources) {
        this.properties = properties;
        this.importer = importer;
        this.resources = resources;
    }

    @Override
    public void start() {
        String location = properties.location();
        if (location != null && !location.isBlank()) {
            importer.apply(location, text(location));
        }
        running = true;
    }

    private String text(String location) {
        try {
            byte[] bytes = resource(location).getContentAsByteArray();
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException ex) {
            throw new StartRefusedException(
                    "The import file " + location + " is not UTF-8.", "Save it in UTF-8 and start again.");
        } catch (IOException ex) {
            throw new StartRefusedException(
                    "The import file " + location + " cannot be read.",
                    "Check idp.import (IDP_IMPORT) and the file's rights.");
        }
    }

    // a bare path means a file, as in every other command, not a resource of the class path
    private Resource resource(String location) {
        return location.matches("[a-z]{2,}:.*") ? resources.getResource(location) : new FileSystemResource(location);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
