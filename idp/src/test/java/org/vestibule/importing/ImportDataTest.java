package org.vestibule.importing;

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
import org.vestibule.mail.Mails;
import org.vestibule.sms.SmsImport;
import org.vestibule.token.AcrNames;
import org.vestibule.web.IdpProperties;

/** The import and all that it writes to, without pages, on a real database; each test commits. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DataJdbcTest
@RealDatabase
@Import({ImportDataTest.Beans.class, MovingClock.class})
@MockitoBean(types = Mails.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@interface ImportDataTest {

    /** Components of this module and of those below. */
    @TestConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties({IdpProperties.class, AcrNames.class})
    // of settings only what stores them: its pages need what sends text messages
    @ComponentScan(
            basePackages = {
                "org.vestibule.client",
                "org.vestibule.enrollment",
                "org.vestibule.importing",
                "org.vestibule.secrets",
                "org.vestibule.session",
                "org.vestibule.settings",
                "org.vestibule.totp",
                "org.vestibule.user"
            },
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Controller.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests?(\\$.*)?"),
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "org.vestibule.settings.(?!SecuritySettings(Store|Row)$|TrustedBrowserRulesStore$).*")
            })
    @Import(SmsImport.class)
    class Beans {}
}
