package org.vestibule.trust;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;
import org.vestibule.settings.TrustedBrowserRules;

@Configuration(proxyBeanMethods = false)
class TrustConfiguration {

    @Bean
    CleanUp trustedBrowserCleanUp() {
        return new CleanUp("trusted_browser", "created_at < :before", Duration.ofDays(TrustedBrowserRules.MOST_DAYS));
    }
}
