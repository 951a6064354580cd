package org.vestibule.sms.internal;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class SmsCleanUp {

    /** A day longer than they work, so that a late code is told from a wrong one. */
    @Bean
    CleanUp expiredCodes() {
        return new CleanUp("sms_challenge", "expires_at < :before", Duration.ofDays(1));
    }

    /** The longest budget looks one day back. */
    @Bean
    CleanUp oldSends() {
        return new CleanUp("sms_send", "sent_at < :before", Duration.ofDays(2));
    }
}
