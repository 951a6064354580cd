package org.vestibule.bench.load;

import java.time.Clock;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From refresh token to refresh token while the signing keys are rotated; every token is validated (OID-16). */
public final class KeyRotations extends ProviderSimulation {

    private static final Logger log = LoggerFactory.getLogger(KeyRotations.class);

    private final PublishedKeys keys = new PublishedKeys(settings.issuer(), Clock.systemUTC());
    private final RotationCommand rotation = RotationCommand.fromSystemProperties();

    public KeyRotations() {
        run("refresh", List.of(signedIn("platforms that validate", tokens.refreshAndValidate(keys))));
    }

    @Override
    void begin() {
        rotation.runTwice();
    }

    @Override
    public void after() {
        log.info("{}", keys.result());
    }
}
