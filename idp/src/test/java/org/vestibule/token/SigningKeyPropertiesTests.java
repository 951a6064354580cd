package org.vestibule.token;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-16: what LMSs may keep is cacheable for an hour at most. */
@Requirement("OID-16")
class SigningKeyPropertiesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @ParameterizedTest
    @ValueSource(strings = {"jwks-cache=61m", "jwks-cache=59s", "rotation=23h", "rotation=366d"})
    void startWhenOutOfRangeThenItIsRefused(String setting) {
        runner.withPropertyValues("idp.signing-keys." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwks-cache=1h", "jwks-cache=1m", "rotation=1d", "rotation=365d"})
    void startWhenAtTheEdgeThenItIsFine(String setting) {
        runner.withPropertyValues("idp.signing-keys." + setting)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SigningKeyProperties.class)
    static class Bound {}
}
