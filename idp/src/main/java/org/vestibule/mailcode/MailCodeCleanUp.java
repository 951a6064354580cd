package org.vestibule.mailcode;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class MailCodeCleanUp {

    /** The limit on mails looks one hour back. */
    @Bean
    CleanUp oldMailCodes() {
        return new CleanUp("mail_code", "sent_at < :before", Duration.ofDays(1));
    }
}
