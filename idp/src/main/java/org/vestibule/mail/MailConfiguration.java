package org.vestibule.mail;

import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.javamail.JavaMailSender;
import org.vestibule.lifecycle.CleanUp;
import org.vestibule.web.IdpProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {

    /** The demo keeps its mail and shows it. */
    @Bean
    @Profile("!demo")
    @ConditionalOnProperty("spring.mail.host")
    MailTransport smtpTransport(JavaMailSender sender, MailProperties properties, IdpProperties idp) {
        String from = properties.from() == null ? "no-reply@" + idp.host() : properties.from();
        return new SmtpTransport(sender, from, idp.name());
    }

    /** Their contents went when they left; what stays tells an administrator how mail is doing. */
    @Bean
    CleanUp oldMail() {
        return new CleanUp("mail_message", "created_at < :before and next_attempt_at is null", Duration.ofDays(7));
    }
}
