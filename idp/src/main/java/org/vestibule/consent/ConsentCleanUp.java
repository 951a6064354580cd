package org.vestibule.consent;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class ConsentCleanUp {

    @Bean
    CleanUp expiredConsentAnswers() {
        return new CleanUp("consent_answer", "expires_at < :before");
    }
}
