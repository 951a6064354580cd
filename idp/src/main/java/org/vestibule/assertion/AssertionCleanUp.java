package org.vestibule.assertion;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class AssertionCleanUp {

    /** Some minutes late, because the clock of another node may be behind. */
    @Bean
    CleanUp spentClientAssertions() {
        return new CleanUp("client_assertion", "expires_at < :before", Duration.ofMinutes(5));
    }
}
