package org.vestibule.recovery.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.MovingClock;
import org.vestibule.RealDatabase;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.web.IdpProperties;

/** The module and what it stands on, without pages, on a real database; each test commits. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DataJdbcTest
@RealDatabase
@Import({RecoveryDataTest.Beans.class, MovingClock.class})
@MockitoBean(types = SecuritySettingsStore.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@interface RecoveryDataTest {

    /** Components of the modules below and of this one. */
    @TestConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IdpProperties.class)
    @ComponentScan(
            basePackages = {
                "org.vestibule.enrollment",
                "org.vestibule.secrets",
                "org.vestibule.session",
                "org.vestibule.recovery",
                "org.vestibule.user"
            },
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Controller.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests?(\\$.*)?")
            })
    class Beans {}
}
