package org.vestibule.token;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** What an operator does to keys opens no port, so that it can run beside the provider itself. */
class RotateWithoutServer implements EnvironmentPostProcessor {

    static final String ROTATE = "idp.signing-keys.rotate-now";
    static final String REVOKE = "idp.signing-keys.revoke";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(ROTATE, Boolean.class, false)
                || !environment.getProperty(REVOKE, "").isEmpty()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "rotate-now", Map.of("server.port", "-1", "management.server.port", "-1")));
        }
    }
}
