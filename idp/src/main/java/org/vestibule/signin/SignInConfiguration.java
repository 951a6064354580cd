package org.vestibule.signin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdministratorProperties.class, PasswordLimits.class})
class SignInConfiguration {

    @Bean
    CleanUp knownBrowserCleanUp() {
        return new CleanUp("known_browser", "seen_at < :before", KnownBrowsers.KEPT);
    }
}
