package org.vestibule.dpop;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class ProofCleanUp {

    /** Somewhat later than they expire, for nodes whose clocks differ. */
    @Bean
    CleanUp expiredProofs() {
        return new CleanUp("dpop_proof", "expires_at < :before", Duration.ofMinutes(5));
    }
}
