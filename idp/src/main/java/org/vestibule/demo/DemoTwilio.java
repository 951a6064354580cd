package org.vestibule.demo;

import java.time.Clock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.vestibule.sms.TwilioEndpoint;

/** The demo's Twilio: a simulator in the same process, where text messages go unless the operator says otherwise. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoTwilio {

    /** @param port 0: any free one; only this computer reaches it */
    @Bean
    TwilioSimulator twilioSimulator(@Value("${idp.demo.twilio-port:0}") int port, Clock clock) {
        return TwilioSimulator.start(port, clock);
    }

    @Bean
    TwilioEndpoint twilioEndpoint(TwilioSimulator simulator) {
        return new TwilioEndpoint(simulator.baseUrl());
    }
}
