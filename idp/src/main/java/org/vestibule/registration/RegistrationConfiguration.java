package org.vestibule.registration;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistrationProperties.class)
class RegistrationConfiguration {

    @Bean
    CleanUp expiredInitialAccessTokens() {
        return new CleanUp("initial_access_token", "expires_at < :before", Duration.ofDays(1));
    }
}
