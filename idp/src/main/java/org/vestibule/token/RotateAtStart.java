package org.vestibule.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The operator's command: publishes new signing keys and ends the process, with status 0, by closing its context. */
@Component
@ConditionalOnProperty(RotateWithoutServer.ROTATE)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RotateAtStart implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(RotateAtStart.class);

    private final KeyRotation rotation;
    private final SigningKeyProperties properties;
    private final ConfigurableApplicationContext context;

    RotateAtStart(KeyRotation rotation, SigningKeyProperties properties, ConfigurableApplicationContext context) {
        this.rotation = rotation;
        this.properties = properties;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        rotation.rotateNow();
        log.info("new signing keys are published; they sign {} after that", properties.publication());
        context.close();
    }
}
