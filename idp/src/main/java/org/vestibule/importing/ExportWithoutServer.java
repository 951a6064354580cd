package org.vestibule.importing;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** An export opens no port, so that it can run beside the provider itself. */
class ExportWithoutServer implements EnvironmentPostProcessor {

    static final String EXPORT = "idp.export";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (StringUtils.hasText(environment.getProperty(EXPORT))) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "export", Map.of("server.port", "-1", "management.server.port", "-1")));
        }
    }
}
