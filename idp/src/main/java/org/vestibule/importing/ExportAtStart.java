package org.vestibule.importing;

import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes the export and ends the process, with status 0, by closing its context. */
@Component
@ConditionalOnProperty(ExportWithoutServer.EXPORT)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExportAtStart implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(ExportAtStart.class);

    private final ImportProperties properties;
    private final Exporter exporter;
    private final ConfigurableApplicationContext context;

    ExportAtStart(ImportProperties properties, Exporter exporter, ConfigurableApplicationContext context) {
        this.properties = properties;
        this.exporter = exporter;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String file = properties.export();
        if (file != null && !file.isBlank()) {
            exporter.write(Path.of(file));
            log.info("exported to {}", file);
            context.close();
        }
    }
}
