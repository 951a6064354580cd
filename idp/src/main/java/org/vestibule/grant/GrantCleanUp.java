package org.vestibule.grant;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class GrantCleanUp {

    /** Whole families only, with their spent codes and tokens: while one lives, a replay must be seen (OID-06). */
    @Bean
    CleanUp expiredGrants() {
        return new CleanUp("authorization_grant", "expires_at < :before", Duration.ofDays(1));
    }
}
