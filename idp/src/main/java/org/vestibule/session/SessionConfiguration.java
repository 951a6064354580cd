package org.vestibule.session;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccountUseProperties.class, SessionProperties.class})
class SessionConfiguration {

    /** A day longer than they last, so that what refers to a session finds out how it ended. */
    @Bean
    CleanUp expiredSessions() {
        return new CleanUp("login_session", "expires_at < :before", Duration.ofDays(1));
    }

    @Bean
    CleanUp expiredHeldForms() {
        return new CleanUp("held_form", "expires_at < :before");
    }
}
