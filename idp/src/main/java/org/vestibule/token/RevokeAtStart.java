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
import org.vestibule.lifecycle.StartRefusedException;

/** The operator's command: takes out a key and ends the process, with status 0, by closing its context. */
@Component
@ConditionalOnProperty(RotateWithoutServer.REVOKE)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RevokeAtStart implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(RevokeAtStart.class);

    private final KeyRevocation revocation;
    private final SigningKeyProperties properties;
    private final ConfigurableApplicationContext context;

    RevokeAtStart(KeyRevocation revocation, SigningKeyProperties properties, ConfigurableApplicationContext context) {
        this.revocation = revocation;
        this.properties = properties;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!revocation.revoke(properties.revoke())) {
            throw new StartRefusedException(
                    "There is no signing key \"" + properties.revoke() + "\", or it was taken out before.",
                    "Give the kid as /oauth2/jwks or a token's header shows it; nothing has been changed.");
        }
        log.info("the signing key {} is published and believed no more", properties.revoke());
        context.close();
    }
}
