package org.vestibule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.ContextConfiguration;

/**
 * Gives the application context of a {@code @SpringBootTest} or {@code @DataJdbcTest} a {@link TestDatabase} of its own.
 * Test classes that share one cached context share the database too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ContextConfiguration(initializers = RealDatabase.Initializer.class)
public @interface RealDatabase {

    /** Points {@code spring.datasource.*} of the context at a fresh database; another initializer may do so again. */
    @Order(0)
    class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestDatabase database = TestDatabase.create();
            TestPropertyValues.of(
                            "spring.datasource.url=" + database.url(),
                            "spring.datasource.username=" + database.username(),
                            "spring.datasource.password=" + database.password(),
                            // otherwise @DataJdbcTest looks for an in-memory database to put in its place
                            "spring.test.database.replace=none",
                            // contexts stay cached, and so do the connections of their pools
                            "spring.datasource.hikari.minimum-idle=1")
                    .applyTo(context);
        }
    }
}
