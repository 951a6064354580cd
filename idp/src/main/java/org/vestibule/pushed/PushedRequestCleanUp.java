package org.vestibule.pushed;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class PushedRequestCleanUp {

    @Bean
    CleanUp expiredPushedRequests() {
        return new CleanUp("pushed_request", "expires_at < :before");
    }
}
