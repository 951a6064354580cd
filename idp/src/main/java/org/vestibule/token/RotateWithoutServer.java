package org.vestibule.token;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** A rotation on demand opens no port, so that it can run beside the provider itself. */
class RotateWithoutServer implements EnvironmentPostProcessor {

    static final String ROTATE = "idp.signing-keys.rotate-now";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(ROTATE, Boolean.class, false)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "rotate-now", Map.of("server.port", "-1", "management.server.port", "-1")));
        }
    }
}
