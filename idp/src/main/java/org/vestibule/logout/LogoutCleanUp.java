package org.vestibule.logout;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class LogoutCleanUp {

    /** Long after the last attempt. */
    @Bean
    CleanUp oldLogoutMessages() {
        return new CleanUp("logout_message", "created_at < :before", Duration.ofDays(1));
    }
}
