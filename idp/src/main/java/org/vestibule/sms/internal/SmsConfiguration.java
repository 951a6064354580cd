package org.vestibule.sms.internal;

import java.net.URI;
import java.time.Clock;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.sms.SmsSender;
import org.vestibule.sms.TwilioEndpoint;

/** The gateway: Twilio, at its own host unless the operator or the demo says otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SmsProperties.class, SmsLimits.class})
class SmsConfiguration {

    @Bean
    SmsSender smsSender(SmsProperties properties, ObjectProvider<TwilioEndpoint> simulator, Clock clock) {
        TwilioEndpoint endpoint = properties.twilio().baseUrl() == null
                ? simulator.getIfAvailable()
                : new TwilioEndpoint(properties.twilio().baseUrl());
        return new TwilioSmsSender(properties.twilio(), address(endpoint), clock);
    }

    private static UnaryOperator<URI> address(@Nullable TwilioEndpoint endpoint) {
        return endpoint == null ? UnaryOperator.identity() : endpoint::rewrite;
    }
}
