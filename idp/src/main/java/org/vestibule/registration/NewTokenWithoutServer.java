package org.vestibule.registration;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** The making of a token opens no port, so that it can run beside the provider itself. */
class NewTokenWithoutServer implements EnvironmentPostProcessor {

    static final String NEW_TOKEN = "idp.registration.new-token";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (StringUtils.hasText(environment.getProperty(NEW_TOKEN))) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "new-token", Map.of("server.port", "-1", "management.server.port", "-1")));
        }
    }
}
