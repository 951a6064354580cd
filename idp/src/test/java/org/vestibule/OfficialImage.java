package org.vestibule;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Gives a context the official PostgreSQL image, empty, instead of the embedded server. A subclass of any
 * {@link RealDatabase} test runs it all again there:
 *
 * <pre>{@code
 * @Testcontainers(disabledWithoutDocker = true)
 * @ContextConfiguration(initializers = OfficialImage.class)
 * class SomethingOnOfficialImageTests extends SomethingTests {}
 * }</pre>
 */
public class OfficialImage implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");
        postgres.start(); // its own reaper stops it after the JVM
        TestPropertyValues.of(
                        "spring.datasource.url=" + postgres.getJdbcUrl(),
                        "spring.datasource.username=" + postgres.getUsername(),
                        "spring.datasource.password=" + postgres.getPassword())
                .applyTo(context);
    }
}
