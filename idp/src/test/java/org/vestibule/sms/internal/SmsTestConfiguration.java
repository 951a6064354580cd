package org.vestibule.sms.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Controller;
import org.vestibule.MovingClock;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.user.Users;
import org.vestibule.web.IdpProperties;

/** The module without pages and without Twilio. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = {
            "org.vestibule.enrollment",
            "org.vestibule.secrets",
            "org.vestibule.session",
            "org.vestibule.throttle"
        },
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Controller.class),
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests?(\\$.*)?|.*\\.SetUpCode(s|Factor)")
        })
@Import({
    MovingClock.class,
    SmsCodes.class,
    CodeGateway.class,
    CodeMessages.class,
    CodeSlots.class,
    Cooldown.class,
    Budgets.class,
    Sends.class,
    Challenges.class,
    Phones.class,
    NumberRules.class,
    SmsSetups.class,
    SmsFactor.class
})
class SmsTestConfiguration {

    static final int ALL_DAY = 60;

    @Bean
    RecordingSender recordingSender() {
        return new RecordingSender();
    }

    @Bean
    IdpProperties idpProperties() {
        return new IdpProperties(URI.create("http://localhost:9000"), "Vestibule", "", List.of());
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    /** Nobody's language is known. */
    @Bean
    Users users() {
        return Mockito.mock(Users.class);
    }

    @Bean
    SmsProperties smsProperties() {
        return new SmsProperties(
                List.of(), new SmsProperties.Twilio(null, Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    @Bean
    SmsLimits smsLimits() {
        return new SmsLimits(
                Duration.ofMinutes(5),
                new SmsLimits.PerReceiver(5, 10),
                new SmsLimits.PerReceiver(5, 10),
                new SmsLimits.Budget(30, 20, 300, 1000, ALL_DAY));
    }

    /** Text messages are on; null: the Service phone's country, the United States. */
    static SecuritySettings settings(@Nullable List<String> countries) {
        return new SecuritySettings(
                1,
                true,
                true,
                QrCodeService.NONE,
                SmsService.TWILIO,
                new TwilioAccount("AC" + "0".repeat(32), "key", "+12025550100"),
                countries,
                1);
    }
}
