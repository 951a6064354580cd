package org.vestibule.signin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdministratorProperties.class, PasswordLimits.class})
class SignInConfiguration {

    @Bean
    MappedInterceptor setUpReturn(SignInFlow flow) {
        return new MappedInterceptor(new String[] {"/account/two-factor/**"}, new SetUpReturn(flow));
    }

    @Bean
    CleanUp knownBrowserCleanUp() {
        return new CleanUp("known_browser", "seen_at < :before", KnownBrowsers.KEPT);
    }
}
