package org.vestibule.maillink;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class MailLinkCleanUp {

    @Bean
    CleanUp oldMailLinks() {
        return new CleanUp("mail_link", "expires_at < :before", Duration.ofDays(1));
    }
}
