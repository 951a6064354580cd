package org.vestibule.sms.internal;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.vestibule.requirement.Requirement;
import org.vestibule.sms.TwilioEndpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SmsLimitsTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Limits.class);

    @EnableConfigurationProperties(SmsLimits.class)
    static class Limits {}

    @Test
    void bindWhenNothingIsSetThenDefaultsOfTheCatalogue() {
        context.run(started -> assertThat(started.getBean(SmsLimits.class))
                .isEqualTo(new SmsLimits(
                        Duration.ofMinutes(5),
                        new SmsLimits.PerReceiver(5, 10),
                        new SmsLimits.PerReceiver(5, 10),
                        new SmsLimits.Budget(30, 20, 300, 100_000, 500))));
    }

    // SMS-03: setting above 10 min refused; contract, section 6: out of range stops the start
    @Requirement("SMS-03")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "code-validity=601s",
                "code-validity=0s",
                "user.hour=6",
                "user.day=0",
                "number.day=11",
                "budget.all-day=0"
            })
    void bindWhenOutOfRangeThenStartStops(String setting) {
        context.withPropertyValues("idp.limits.sms." + setting)
                .run(started -> assertThat(started).hasFailed());
    }

    // SMS-14: the Service Key goes nowhere in clear but to this computer
    @Requirement("SMS-14")
    @ParameterizedTest
    @ValueSource(strings = {"http://sms.example.org", "ftp://localhost", "http:///path", "twilio"})
    void endpointWhenNeitherHttpsNorThisComputerThenRefused(String address) {
        URI baseUrl = URI.create(address);
        assertThatIllegalArgumentException().isThrownBy(() -> new TwilioEndpoint(baseUrl));
    }
}
